package dev.xray.core.training;

import dev.xray.core.network.AdamState;
import dev.xray.core.network.Weights;
import java.util.List;
import java.util.Optional;

/**
 * A training run between two epochs. Every random choice is a pure function of the seed and of
 * epoch, image or step, so the number of epochs is the position of every random stream.
 *
 * @param epochs results of the completed epochs
 * @param finished whether no further epoch is to come
 * @param state weights, Adam's slots, number of steps
 * @param best the best epoch so far, where best weights are to be kept or training may stop early
 */
record Checkpoint(
    List<EpochResult> epochs, boolean finished, AdamState state, Optional<Best> best) {
  /**
   * The epoch with the lowest validation loss.
   *
   * @param epoch from 1
   * @param loss its validation loss
   * @param weights after that epoch; empty where they are not to be restored
   */
  record Best(int epoch, double loss, Optional<Weights> weights) {}

  /** Before the first epoch. */
  static Checkpoint first(AdamState state) {
    return new Checkpoint(List.of(), false, state, Optional.empty());
  }
}
