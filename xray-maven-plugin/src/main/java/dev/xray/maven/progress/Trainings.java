package dev.xray.maven.progress;

import dev.xray.maven.worker.WorkerEvent;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Where a worker that trains several models has got to. Not thread-safe. */
final class Trainings {
  private final DoubleSupplier clock;
  private Optional<WorkerEvent.Training> current = Optional.empty();
  private double startSeconds;
  private double currentSeconds;

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
    currentSeconds = clock.getAsDouble();
    if (current.isEmpty()) {
      startSeconds = currentSeconds;
    }
    current = Optional.of(training);
  }

  /** Whether there is one training only. */
  boolean none() {
    return current.isEmpty();
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

  /**
   * What a training gave, and how long the rest will take, if those that are done are any guide.
   *
   * @param trained the training that was begun last
   */
  String done(WorkerEvent.Trained trained) {
    double now = clock.getAsDouble();
    double each = (now - startSeconds) / trained.number();
    int left = trained.of() - trained.number();
    return trained.name()
        + ": "
        + EpochFormat.training(trained, now - currentSeconds)
        + "; "
        + trained.number()
        + " of "
        + trained.of()
        + " trainings done"
        + (left == 0 ? "." : ", about " + EpochFormat.duration(each * left) + " left.");
  }
}
