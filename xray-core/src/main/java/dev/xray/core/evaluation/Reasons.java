package dev.xray.core.evaluation;

/** Why a figure has no value, worded once. */
final class Reasons {
  static final String NO_IMAGES = "there are no images";
  static final String NO_POSITIVES = "there are no positive images";
  static final String NO_NEGATIVES = "there are no negative images";

  private Reasons() {}
}
