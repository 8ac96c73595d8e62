package dev.xray.core.dataset;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An image file that a source has found, before it is read.
 *
 * @param path where it is
 * @param attributes of the file, from when it was found
 * @param file relative to the source's folder, with {@code /}
 * @param patient id as the source writes it
 * @param view as written
 * @param sex as written
 * @param age as written
 * @param licence as written
 * @param metadata the other columns
 */
record FoundImage(
    Path path,
    BasicFileAttributes attributes,
    String file,
    Optional<String> patient,
    Optional<String> view,
    Optional<String> sex,
    Optional<String> age,
    Optional<String> licence,
    SortedMap<String, String> metadata) {
  /** An image of which nothing is known but what its name tells. */
  static FoundImage named(Path path, BasicFileAttributes attributes, String file, Layout layout) {
    return new FoundImage(
        path,
        attributes,
        file,
        layout.patientOf(Optional.empty(), file),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Collections.emptySortedMap());
  }
}
