package dev.xray.core.audit;

import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * One image that a finding names. Never leaves the build folder: what is attached or deployed
 * carries no file name and no patient.
 *
 * @param source name of its source
 * @param file path relative to the source's image folder, with {@code /}
 * @param label name of its class
 * @param part the side of the split on which it stands; empty for an image of an external set
 * @param patient patient id, unique over all sources
 * @param path where the file is on this machine
 */
public record NamedImage(
    String source,
    String file,
    String label,
    Optional<Part> part,
    Optional<String> patient,
    Path path) {
  /**
   * An image of the data set or of an external set.
   *
   * @param part the side of the split on which it stands; empty for an image of an external set
   */
  public static NamedImage of(LabeledImage image, Optional<Part> part) {
    return new NamedImage(
        image.source(), image.file(), image.label(), part, image.patient(), image.path());
  }

  /** For a message, such as {@code "hospital/a.png (covid, test)"}. */
  public String text() {
    return source + "/" + file + " (" + label + ", " + place() + ")";
  }

  /** The part in words, or {@code external}. */
  public String place() {
    return part.map(each -> each.name().toLowerCase(Locale.ROOT)).orElse("external");
  }
}
