package dev.xray.maven.progress;

import java.io.Console;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;

/** Whether somebody watches who can be shown a line that changes. */
public final class Terminal {
  private static final int DEFAULT_COLUMNS = 80;

  private Terminal() {}

  /**
   * The terminal to draw on, unless the build runs in batch mode, in parallel, in CI or on a dumb
   * terminal.
   *
   * @param interactive whether Maven may talk to a person, false with {@code -B}
   * @param concurrency modules that Maven builds at a time
   * @param environment the process's environment
   */
  public static Optional<Console> watched(
      boolean interactive, int concurrency, Map<String, String> environment) {
    return interactive && concurrency <= 1 && allows(environment)
        ? Optional.ofNullable(System.console()).filter(Terminal::isTerminal)
        : Optional.empty();
  }

  /** Width of the terminal, if the shell tells, otherwise a usual one. */
  public static int columns(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : DEFAULT_COLUMNS;
  }

  static boolean allows(Map<String, String> environment) {
    String ci = environment.getOrDefault("CI", "");
    String term = environment.getOrDefault("TERM", "");
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return (ci.isEmpty() || ci.equals("false"))
        && !term.equals("dumb")
        && (windows || !term.isEmpty());
  }

  /** Since JDK 22 there is a console even where output goes to a file; it tells by a new method. */
  private static boolean isTerminal(Console console) {
    try {
      Method method = Console.class.getMethod("isTerminal");
      return (boolean) method.invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
