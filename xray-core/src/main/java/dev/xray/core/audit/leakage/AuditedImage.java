package dev.xray.core.audit.leakage;

import dev.xray.core.audit.NamedImage;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import java.util.Locale;
import java.util.Optional;

/**
 * An image as the leakage checks see it.
 *
 * @param image what is known of it
 * @param part the side of the split on which it stands; empty for an image of an external set
 * @param externalSet name of that set
 */
public record AuditedImage(LabeledImage image, Optional<Part> part, Optional<String> externalSet) {
  /** Of the data set itself. */
  public AuditedImage(LabeledImage image, Part part) {
    this(image, Optional.of(part), Optional.empty());
  }

  /** Of an external set. */
  public AuditedImage(LabeledImage image, String externalSet) {
    this(image, Optional.empty(), Optional.of(externalSet));
  }

  /** As a finding names it. */
  public NamedImage named() {
    return NamedImage.of(
        image, part.map(each -> each.name().toLowerCase(Locale.ROOT)).orElse("external"));
  }

  /** Whether the network learns from it, or is chosen by it. */
  boolean seen() {
    return part.isPresent() && part.get() != Part.TEST;
  }
}
