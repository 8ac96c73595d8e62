package dev.xray.core.dataset.fetch;

import java.util.List;

/**
 * Which files of a repository are wanted, by the rule of {@code git sparse-checkout set --cone}:
 * everything below the folders, and the files, but not the other folders, of each folder above
 * them.
 *
 * @param folders without slashes at their ends, sorted; empty: everything
 */
record Cone(List<String> folders) {
  static Cone of(List<String> folders) {
    return new Cone(
        folders.stream()
            .map(folder -> folder.trim().replace('\\', '/').replaceAll("^(\\./)+|/+$", ""))
            .filter(folder -> !folder.isEmpty() && !folder.equals("."))
            .distinct()
            .sorted()
            .toList());
  }

  /** Whether the files of a folder are wanted. */
  boolean enters(String folder) {
    return folders.isEmpty()
        || folders.stream().anyMatch(wanted -> isIn(folder, wanted) || isIn(wanted, folder));
  }

  private static boolean isIn(String path, String folder) {
    return path.equals(folder) || path.startsWith(folder + "/");
  }
}
