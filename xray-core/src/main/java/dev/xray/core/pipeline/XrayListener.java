package dev.xray.core.pipeline;

import dev.xray.core.training.History;
import dev.xray.core.training.TrainingListener;

/** Hears of the progress of a job, on the thread that runs it: return quickly. */
public interface XrayListener extends TrainingListener {
  /** Hears nothing. */
  XrayListener NONE = new XrayListener() {};

  /**
   * A stage other than training goes on.
   *
   * @param stage what is done, such as {@code "Preprocessing"}
   * @param done images done
   * @param of all images
   */
  default void progress(String stage, int done, int of) {}

  /**
   * One of several trainings begins; what follows is of it.
   *
   * @param name which one, such as {@code "Repeat 1 of 5, fold 2 of 5"}
   * @param number from 1
   * @param of trainings in this run
   */
  default void training(String name, int number, int of) {}

  /**
   * One of several trainings is done.
   *
   * @param name which one, as {@link #training} told
   * @param number from 1
   * @param of trainings in this run
   * @param history what each of its epochs gave, those of an earlier run included
   */
  default void trained(String name, int number, int of, History history) {}

  /**
   * Something is not as the user would expect, but the run goes on.
   *
   * @param text what, where, and what to do
   */
  default void warning(String text) {}
}
