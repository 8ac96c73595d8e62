package dev.xray.maven.worker;

/** How a worker ends when it ends by itself. Anything else was done to it from outside. */
public enum ExitCode {
  /** The task is done. */
  DONE(0),
  /** The JVM's own code for {@code -XX:+ExitOnOutOfMemoryError}, used wherever memory is short. */
  OUT_OF_MEMORY(3),
  /** The user's input cannot be used ({@code EX_DATAERR}). */
  BAD_INPUT(65),
  /** A file cannot be read or written ({@code EX_IOERR}). */
  IO_TROUBLE(74),
  /** Something that must not happen ({@code EX_SOFTWARE}). */
  BUG(70),
  /** Nobody listens any longer ({@code EX_TEMPFAIL}). */
  ORPHANED(75);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number that the operating system sees. */
  public int code() {
    return code;
  }
}
