package dev.xray.core.dataset;

import java.util.Map;
import java.util.Optional;

/**
 * A {@link LabeledImage} as the manifest lists it: with its part, without its place on this
 * machine.
 *
 * @param part the side on which it stands
 * @param label name of its class
 * @param source name of its source
 * @param file path relative to the source's image folder, with {@code /}
 * @param sha256 of the file's bytes, lower-case hex
 * @param patient patient id, unique over all sources
 * @param view such as {@code PA}
 * @param sex such as {@code M}
 * @param age in years as written
 * @param licence as written
 * @param metadata every other column with a value
 */
public record ManifestImage(
    Part part,
    String label,
    String source,
    String file,
    String sha256,
    Optional<String> patient,
    Optional<String> view,
    Optional<String> sex,
    Optional<String> age,
    Optional<String> licence,
    Map<String, String> metadata) {
  /** An image and its part. */
  static ManifestImage of(LabeledImage image, Part part) {
    return new ManifestImage(
        part,
        image.label(),
        image.source(),
        image.file(),
        image.sha256(),
        image.patient(),
        image.view(),
        image.sex(),
        image.age(),
        image.licence(),
        image.metadata());
  }
}
