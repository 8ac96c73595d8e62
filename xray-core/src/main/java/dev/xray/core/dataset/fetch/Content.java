package dev.xray.core.dataset.fetch;

/**
 * What a collection holds, in three numbers.
 *
 * @param files how many
 * @param bytes of all files together
 * @param sha256 of the text that {@code sha256sum} prints for the files, sorted by path: {@code
 *     <sha256> <path>\n}, with slashes
 */
record Content(int files, long bytes, String sha256) {
  /** For people. */
  String words() {
    return files + (files == 1 ? " file, " : " files, ") + Sizes.words(bytes);
  }
}
