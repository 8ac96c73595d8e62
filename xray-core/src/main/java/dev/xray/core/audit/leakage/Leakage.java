package dev.xray.core.audit.leakage;

import dev.xray.core.audit.Finding;
import java.util.List;

/**
 * What the leakage checks found.
 *
 * @param images images that were looked at, those of external sets included
 * @param pairsCompared pairs of images that were compared pixel by pixel
 * @param findings what was found, the gravest first
 */
public record Leakage(int images, long pairsCompared, List<Finding> findings) {
  /** Copies the findings. */
  public Leakage {
    findings = List.copyOf(findings);
  }
}
