package dev.xray.maven.launcher;

/** A worker ended without a result. The message is worded for the user. */
public class WorkerException extends Exception {
  private static final long serialVersionUID = 1L;

  /** How it ended. */
  private final Ending ending;

  /** Why a worker ended. */
  public enum Ending {
    /** The user's input cannot be used. */
    BAD_INPUT,
    /** A file could not be read or written. */
    IO_TROUBLE,
    /** Heap or other memory ran out. */
    OUT_OF_MEMORY,
    /** A native library, or the JVM, crashed. */
    CRASHED,
    /** Somebody ended it: the system when memory was short, or a person. */
    KILLED,
    /** It took longer than it was given. */
    TIMED_OUT,
    /** The JVM did not even begin. */
    NOT_STARTED,
    /** Something that must not happen. */
    BUG
  }

  /**
   * Constructs an exception.
   *
   * @param ending how it ended
   * @param message what happened and what to do
   */
  public WorkerException(Ending ending, String message) {
    super(message);
    this.ending = ending;
  }

  /** How it ended. */
  public Ending ending() {
    return ending;
  }
}
