package dev.xray.core.audit.leakage;

/**
 * Two images that may show one radiograph.
 *
 * @param original position of the image that was looked at in a pose
 * @param copy position of the image that it then resembles
 * @param pose number of the pose
 * @param likeness cosine between the two fingerprints, in [-1, 1]
 */
public record Candidate(int original, int copy, int pose, double likeness) {
  /** The same for both orders of two images. */
  public long pair() {
    return (long) Math.min(original, copy) << 32 | Math.max(original, copy);
  }
}
