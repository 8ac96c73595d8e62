package dev.xray.core.audit.leakage;

import dev.xray.core.audit.NamedImage;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import java.util.Optional;

/**
 * An image as the leakage checks see it.
 *
 * @param image what is known of it
 * @param part the side of the split on which it stands; empty for an image of an external set
 */
public record AuditedImage(LabeledImage image, Optional<Part> part) {
  /** As a finding names it. */
  public NamedImage named() {
    return NamedImage.of(image, part);
  }

  /** Whether the network learns from it, or is chosen by it. */
  boolean seen() {
    return part.isPresent() && part.get() != Part.TEST;
  }
}
