package dev.xray.maven.progress;

import dev.xray.maven.worker.WorkerEvent;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Where a worker that trains several models has got to. Not thread-safe. */
final class Trainings {
  private final DoubleSupplier clock;
  private Optional<WorkerEvent.Training> current = Optional.empty();
  private double startSeconds;

  /**
   * Counts trainings.
   *
   * @param clock seconds since any fixed moment
   */
  Trainings(DoubleSupplier clock) {
    this.clock = clock;
  }

  /** The next training begins. */
  void begin(WorkerEvent.Training training) {
    if (current.isEmpty()) {
      startSeconds = clock.getAsDouble();
    }
    current = Optional.of(training);
  }

  /** The name of the current training with a colon and a blank; empty if it is the only one. */
  String name() {
    return current.map(training -> training.name() + ": ").orElse("");
  }

  /** Such as {@code 2/10 }; empty if there is one training only. */
  String number() {
    return current.map(training -> training.number() + "/" + training.of() + " ").orElse("");
  }

  /** Trainings in this run. */
  int count() {
    return current.map(WorkerEvent.Training::of).orElse(1);
  }

  /** Share of the work of all trainings that is done, from that of the current one. */
  double share(double ofCurrent) {
    return current
        .map(training -> (training.number() - 1 + ofCurrent) / training.of())
        .orElse(ofCurrent);
  }

  /** How long the rest will take, if those that are done are any guide. */
  Optional<String> left() {
    return current
        .filter(training -> training.number() > 1)
        .map(
            training -> {
              int done = training.number() - 1;
              double each = (clock.getAsDouble() - startSeconds) / done;
              return done
                  + " of "
                  + training.of()
                  + " trainings done, about "
                  + EpochFormat.duration(each * (training.of() - done))
                  + " left.";
            });
  }
}
