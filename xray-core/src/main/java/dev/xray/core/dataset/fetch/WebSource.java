package dev.xray.core.dataset.fetch;

import dev.xray.core.XrayException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that is downloaded and unpacked.
 *
 * @param key see {@link Source}
 * @param pinned whether the address gives the same file for ever
 * @param file its name, which says what kind of archive it is
 */
record WebSource(
    String key,
    boolean isPinned,
    Download download,
    String file,
    Http http,
    Download.Pauses pauses,
    FetchListener listener)
    implements Source {
  static WebSource of(
      String name, Origin.Web web, Http http, Download.Pauses pauses, FetchListener listener) {
    return new WebSource(
        "web " + web.url() + " " + web.sha256().orElse(""),
        web.sha256().isPresent(),
        new Download(name, web.url(), web.credentials(), web.sha256(), refusal(name, web)),
        fileName(web.url(), name),
        http,
        pauses,
        listener);
  }

  static WebSource of(
      String name,
      Origin.Kaggle kaggle,
      Http http,
      Download.Pauses pauses,
      FetchListener listener) {
    URI url =
        URI.create(
            kaggle.api().toString().replaceFirst("/+$", "")
                + "/datasets/download/"
                + kaggle.owner()
                + "/"
                + kaggle.dataset()
                + "?datasetVersionNumber="
                + kaggle.version());
    return new WebSource(
        "kaggle " + kaggle.owner() + "/" + kaggle.dataset() + " " + kaggle.version(),
        true,
        new Download(
            name, url, kaggle.credentials(), Optional.empty(), new KaggleRefusal(name, kaggle)),
        kaggle.dataset() + ".zip",
        http,
        pauses,
        listener);
  }

  @Override
  public void fill(Path content, Path work)
      throws IOException, XrayException, InterruptedException {
    Path archive = work.resolve("download");
    download.to(archive, http, pauses, listener);
    try {
      new Archive(archive, file, download.what()).unpack(content, listener);
    } catch (XrayException e) {
      // Otherwise the same broken archive would be unpacked again and again.
      Partial.of(archive).forget();
      throw e;
    }
  }

  private static String fileName(URI url, String name) {
    String path = url.getPath() == null ? "" : url.getPath();
    String last = path.substring(path.lastIndexOf('/') + 1);
    return last.isBlank() ? name : last;
  }

  private static Refusal refusal(String name, Origin.Web web) {
    return (status, host, redirected, said) ->
        new XrayException(
            name
                + " cannot be downloaded: "
                + host
                + " "
                + words(status, web.credentials())
                + "."
                + said.map(words -> " It says: " + words).orElse(""));
  }

  private static String words(int status, Optional<Credentials> credentials) {
    return switch (status) {
      case 401 ->
          credentials
              .map(secret -> "does not accept the " + secret + " (401)")
              .orElse(
                  "wants to know who asks (401): name a <server> of Maven's settings.xml by"
                      + " <server> in the <collection>");
      case 403 -> "does not allow it (403)";
      case 404, 410 -> "has no such file (" + status + "): check the URL";
      default -> "answers with the status " + status;
    };
  }
}
