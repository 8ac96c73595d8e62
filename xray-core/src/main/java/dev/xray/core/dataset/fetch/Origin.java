package dev.xray.core.dataset.fetch;

import dev.xray.core.SettingException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a collection comes from. */
public sealed interface Origin {
  /**
   * Checks what can be checked without asking anybody.
   *
   * @param setting dotted name of the collection, such as {@code fetch[0]}
   * @throws SettingException if something cannot be used
   */
  void validate(String setting) throws SettingException;

  /**
   * A git repository at a commit or tag, without its history.
   *
   * @param url as git takes it: {@code https:}, {@code http:}, {@code file:}
   * @param commit all 40 digits of its id; empty if a tag is named
   * @param tag its name; which commit it stands for is kept in the lock file
   * @param folders as git's cone of a sparse checkout: everything in them, and the files, not the
   *     folders, of the folders above them; empty: everything
   * @param credentials for the server, if it asks for any
   */
  record Git(
      String url,
      Optional<String> commit,
      Optional<String> tag,
      List<String> folders,
      Optional<Credentials> credentials)
      implements Origin {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Set<String> SCHEMES = Set.of("https", "http", "file");

    @Override
    public void validate(String setting) throws SettingException {
      Checks.url(setting + ".git", url, SCHEMES, credentials);
      if (commit.isEmpty() == tag.isEmpty()) {
        throw new SettingException(
            setting + ".commit",
            tag.isEmpty()
                ? "is missing: name the commit, all 40 digits of it, or a <tag>, so that every"
                    + " build has the same data. git ls-remote "
                    + url
                    + " HEAD prints the newest."
                : "and <tag> are both there: name one of them.");
      }
      if (commit.isPresent() && !COMMIT.matcher(commit.get()).matches()) {
        throw new SettingException(
            setting + ".commit",
            "is '" + commit.get() + "', but must be all 40 hexadecimal digits of a commit.");
      }
      for (String folder : folders) {
        if (folder.isBlank()
            || folder.startsWith("/")
            || List.of(folder.split("/")).contains("..")) {
          throw new SettingException(
              setting + ".folders",
              "has '" + folder + "', but must name folders within the repository, such as images.");
        }
      }
    }
  }

  /**
   * A file on a web server: an archive (zip, tar, tar.gz), or the data themselves.
   *
   * @param url {@code https:} or {@code http:}
   * @param sha256 of the file, lower-case hex; empty: the lock file alone says whether it changed
   * @param credentials for the server; sent to no other host
   */
  record Web(URI url, Optional<String> sha256, Optional<Credentials> credentials)
      implements Origin {
    private static final Set<String> SCHEMES = Set.of("https", "http");

    @Override
    public void validate(String setting) throws SettingException {
      Checks.url(setting + ".url", url.toString(), SCHEMES, credentials);
      Checks.sha256(setting, sha256);
    }
  }

  /**
   * A data set on Kaggle.
   *
   * @param owner of the data set, as in its address
   * @param dataset its name, as in its address
   * @param version its number, from 1
   * @param api address of the API, {@link #API} unless there is a mirror
   * @param credentials Kaggle's user name and key
   */
  record Kaggle(
      String owner, String dataset, int version, URI api, Optional<Credentials> credentials)
      implements Origin {
    /** Kaggle's own. */
    public static final URI API = URI.create("https://www.kaggle.com/api/v1");

    private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    @Override
    public void validate(String setting) throws SettingException {
      if (!SLUG.matcher(owner).matches() || !SLUG.matcher(dataset).matches()) {
        throw new SettingException(
            setting + ".kaggle",
            "is '"
                + owner
                + "/"
                + dataset
                + "', but must be owner/dataset as in the address of its page, such as"
                + " paultimothymooney/chest-xray-pneumonia.");
      }
      if (version < 1) {
        throw new SettingException(
            setting + ".version",
            "is "
                + version
                + ", but must be 1 or more: the page of the data set shows its number.");
      }
      Checks.url("kaggleUrl", api.toString(), Set.of("https", "http"), credentials);
    }

    /** The page where people look at it. */
    String page() {
      return "https://www.kaggle.com/datasets/" + owner + "/" + dataset;
    }
  }

  /**
   * A folder, which is used where it is, or a file: an archive (zip, tar, tar.gz) or the data
   * themselves.
   *
   * @param path of the folder or file
   * @param sha256 of the file, lower-case hex
   */
  record Local(Path path, Optional<String> sha256) implements Origin {
    @Override
    public void validate(String setting) throws SettingException {
      Checks.sha256(setting, sha256);
    }
  }
}
