package dev.xray.core.training;

/** Hears of the progress of a training run, on the training thread: return quickly. */
public interface TrainingListener {
  /** Hears nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /**
   * A checkpoint was found and fits.
   *
   * @param completedEpochs epochs that need not be trained again
   */
  default void resumed(int completedEpochs) {}

  /**
   * A batch is done.
   *
   * @param epoch from 1
   * @param epochs number of epochs asked for
   * @param images images done in this epoch
   * @param of images in an epoch
   * @param loss mean loss in this epoch so far
   * @param accuracy mean accuracy in this epoch so far
   */
  default void batch(int epoch, int epochs, int images, int of, double loss, double accuracy) {}

  /**
   * An epoch is done.
   *
   * @param result its figures
   * @param epochs number of epochs asked for
   * @param seconds wall time of this epoch
   */
  default void epoch(EpochResult result, int epochs, double seconds) {}

  /**
   * Something the user should read, such as a checkpoint that does not fit and is ignored.
   *
   * @param text one sentence
   */
  default void message(String text) {}
}
