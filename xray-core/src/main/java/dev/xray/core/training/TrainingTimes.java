package dev.xray.core.training;

/**
 * Where the wall time of a training run went, in seconds. All but the first add up to the time of
 * its epochs.
 *
 * @param building of the network, or reading its state from a checkpoint, before the first epoch
 * @param waiting for a batch that was not yet assembled
 * @param steps of the network, forwards and backwards
 * @param validation after each epoch
 * @param checkpoints writing them, and keeping the best weights
 */
public record TrainingTimes(
    double building, double waiting, double steps, double validation, double checkpoints) {
  /** Of the epochs. */
  public double epochs() {
    return learning() + validation + checkpoints;
  }

  /** What goes into learning from batches. */
  public double learning() {
    return waiting + steps;
  }
}
