package dev.xray.core.dataset;

/** The side of a split on which an image stands. */
public enum Part {
  /** The network learns from it. */
  TRAINING,
  /** Early stopping and thresholds look at it; may be empty. */
  VALIDATION,
  /** Nothing but the evaluation looks at it. */
  TEST
}
