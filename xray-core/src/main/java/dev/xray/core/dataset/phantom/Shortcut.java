package dev.xray.core.dataset.phantom;

/**
 * Whether a bright square marker in a corner of the image goes with the label: a shortcut that a
 * network learns instead of the disease, planted in order to see whether an audit finds it.
 */
public enum Shortcut {
  /** No such marker at all. */
  OFF,
  /** Hospital A: the marker stands on most positives and on few negatives. */
  PLANTED,
  /** Hospital B: the other way round, with the shares of positives and negatives exchanged. */
  REVERSED
}
