package dev.xray.core.dataset.fetch;

import dev.xray.core.XrayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What a collection is fetched from, once it is known what exactly is to be fetched. */
interface Source {
  /**
   * Tells this content from any other: the same key, the same files. Without credentials, and no
   * longer than a line.
   */
  String key();

  /**
   * Whether the same key gives the same files for ever, so that there is no use in asking again.
   */
  boolean isPinned();

  /** The commit, of a git repository. */
  default Optional<String> commit() {
    return Optional.empty();
  }

  /** The tag that named the commit. */
  default Optional<String> tag() {
    return Optional.empty();
  }

  /** Whether it can be had without network. */
  default boolean isLocal() {
    return false;
  }

  /**
   * Fills a folder.
   *
   * @param content is made; the caller removes it if this fails
   * @param work what is in it stays for the next time if this fails
   */
  void fill(Path content, Path work) throws IOException, XrayException, InterruptedException;
}
