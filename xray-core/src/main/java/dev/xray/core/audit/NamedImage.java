package dev.xray.core.audit;

import dev.xray.core.dataset.LabeledImage;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One image that a finding names. Never leaves the build folder: what is attached or deployed
 * carries no file name and no patient.
 *
 * @param source name of its source
 * @param file path relative to the source's image folder, with {@code /}
 * @param label name of its class
 * @param place where it stands, in words: the part of the split, such as {@code test}, the part of
 *     a fold, such as {@code test of fold 2}, or {@code external}
 * @param patient patient id, unique over all sources
 * @param path where the file is on this machine
 */
public record NamedImage(
    String source, String file, String label, String place, Optional<String> patient, Path path) {
  /**
   * An image of the data set or of an external set.
   *
   * @param place where it stands, in words
   */
  public static NamedImage of(LabeledImage image, String place) {
    return new NamedImage(
        image.source(), image.file(), image.label(), place, image.patient(), image.path());
  }

  /** For a message, such as {@code "hospital/a.png (covid, test)"}. */
  public String text() {
    return source + "/" + file + " (" + label + ", " + place + ")";
  }
}
