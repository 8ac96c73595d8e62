package dev.xray.core.dataset.fetch;

/** Told how fetching gets on. Called by the thread that fetches. */
public interface FetchListener {
  /** Something that was done. */
  default void info(String text) {}

  /** Something that should not be so. */
  default void warning(String text) {}

  /**
   * How far a step is; comes often.
   *
   * @param what the step, such as {@code chest_xray}
   * @param done in {@code unit}
   * @param total -1 if nobody knows
   * @param unit {@code bytes} or {@code files}
   */
  default void progress(String what, long done, long total, String unit) {}
}
