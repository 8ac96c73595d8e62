package dev.xray.core.training;

/** Assigns the time that passes to stages. Not thread-safe. */
final class StageClock {
  /** What time is spent on, as {@link TrainingTimes} names it. */
  enum Stage {
    BUILDING,
    WAITING,
    STEPS,
    VALIDATION,
    CHECKPOINTS
  }

  private final long[] nanos = new long[Stage.values().length];
  private long since = System.nanoTime();

  /** What passed since the last call, or since this clock was made, was spent on a stage. */
  void spent(Stage stage) {
    long now = System.nanoTime();
    nanos[stage.ordinal()] += now - since;
    since = now;
  }

  TrainingTimes times() {
    return new TrainingTimes(
        seconds(Stage.BUILDING),
        seconds(Stage.WAITING),
        seconds(Stage.STEPS),
        seconds(Stage.VALIDATION),
        seconds(Stage.CHECKPOINTS));
  }

  private double seconds(Stage stage) {
    return nanos[stage.ordinal()] / 1e9;
  }
}
