package dev.xray.core.training;

import dev.xray.core.network.Weights;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Keeps the epoch with the lowest validation loss and says when to stop. Not thread-safe. */
final class BestEpoch {
  private final TrainingSettings settings;
  private Optional<Checkpoint.Best> best;

  /**
   * Goes on from a checkpoint.
   *
   * @param best so far
   */
  BestEpoch(TrainingSettings settings, Optional<Checkpoint.Best> best) {
    this.settings = settings;
    this.best = best;
  }

  /** Looks at an epoch; takes its weights if it is better than all before and they are wanted. */
  void see(EpochResult result, Supplier<Weights> weights) {
    boolean watched = settings.restoreBestWeights() || settings.earlyStoppingPatience() > 0;
    if (!watched || result.validationLoss().isEmpty()) {
      return;
    }
    double loss = result.validationLoss().getAsDouble();
    if (best.isEmpty() || loss < best.get().loss()) {
      Optional<Weights> kept =
          settings.restoreBestWeights() ? Optional.of(weights.get()) : Optional.empty();
      best = Optional.of(new Checkpoint.Best(result.epoch(), loss, kept));
    }
  }

  /** Whether the loss has not become better for as many epochs as patience allows. */
  boolean stopsAfter(int epoch) {
    return settings.earlyStoppingPatience() > 0
        && best.isPresent()
        && epoch - best.get().epoch() >= settings.earlyStoppingPatience();
  }

  Optional<Checkpoint.Best> best() {
    return best;
  }

  /** The weights to keep at the end, if not the last ones. */
  Optional<Weights> weights() {
    return best.flatMap(Checkpoint.Best::weights);
  }

  /** The epoch whose weights are kept. */
  OptionalInt epoch() {
    return best.filter(b -> b.weights().isPresent())
        .map(b -> OptionalInt.of(b.epoch()))
        .orElse(OptionalInt.empty());
  }
}
