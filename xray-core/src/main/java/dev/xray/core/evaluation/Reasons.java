package dev.xray.core.evaluation;

/** Why a figure has no value, worded once. */
final class Reasons {
  static final String NO_IMAGES = "there are no images";
  static final String NO_POSITIVES = "there are no positive images";
  static final String NO_NEGATIVES = "there are no negative images";
  static final String NONE_CALLED_POSITIVE = "nothing was predicted positive";
  static final String NONE_CALLED_NEGATIVE = "nothing was predicted negative";
  static final String NO_F1 = "there are no positive images and nothing was predicted positive";

  private Reasons() {}
}
