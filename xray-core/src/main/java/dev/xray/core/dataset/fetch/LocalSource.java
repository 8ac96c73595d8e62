package dev.xray.core.dataset.fetch;

import dev.xray.core.XrayException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of this machine that is unpacked.
 *
 * @param name of the collection
 * @param file the archive
 * @param sha256 of the file
 */
record LocalSource(String name, Path file, String sha256, FetchListener listener)
    implements Source {
  /**
   * Looks at the file.
   *
   * @param memo where its digest is remembered
   * @throws XrayException if it is not the one that is wanted
   */
  static LocalSource of(String name, Origin.Local local, Path memo, FetchListener listener)
      throws IOException, XrayException {
    Listing listing = Listing.of(local.path(), Listing.read(memo));
    listing.write(memo);
    String found = listing.files().values().iterator().next().sha256();
    if (local.sha256().isPresent() && !local.sha256().get().equals(found)) {
      throw new XrayException(
          name
              + ", "
              + local.path()
              + ", has the SHA-256 "
              + found
              + ", but the POM says "
              + local.sha256().get()
              + ". If it is the file that you want, correct <sha256>.");
    }
    return new LocalSource(name, local.path(), found, listener);
  }

  @Override
  public String key() {
    return "file " + sha256 + " " + file.getFileName();
  }

  @Override
  public boolean isPinned() {
    return true;
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public void fill(Path content, Path work) throws IOException, XrayException {
    new Archive(file, String.valueOf(file.getFileName()), name).unpack(content, listener);
  }
}
