package dev.xray.maven.launcher;

import dev.xray.maven.worker.WorkFolder;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The JVM to fork: that of the running Maven, with an argument file, since class paths outgrow
 * command lines.
 *
 * @param mainClass name of the class to run
 * @param classPath jars and folders of classes
 * @param argLine flags of the user's, written as in a Java argument file; they come last, so they
 *     win
 * @param environment variables to add
 * @param directory its working directory
 * @param crashFolder where the JVM describes a crash
 */
public record JavaCommand(
    String mainClass,
    List<Path> classPath,
    String argLine,
    Map<String, String> environment,
    Path directory,
    Path crashFolder) {

  /** Since JDK 22 loading a native library warns, later it fails, unless it is allowed. */
  private static final int NATIVE_ACCESS_SINCE = 22;

  /** A process that runs {@code mainClass} with the request as its only argument. */
  ProcessBuilder prepare(WorkFolder folder) throws IOException {
    Files.createDirectories(crashFolder);
    Files.write(folder.arguments(), arguments(folder), launcherCharset());
    ProcessBuilder builder =
        new ProcessBuilder(java(), "@" + folder.arguments(), mainClass, folder.request().toString())
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder;
  }

  private List<String> arguments(WorkFolder folder) {
    List<String> lines = new ArrayList<>();
    if (Runtime.version().feature() >= NATIVE_ACCESS_SINCE) {
      lines.add("--enable-native-access=ALL-UNNAMED");
    }
    lines.add("-XX:+ExitOnOutOfMemoryError");
    lines.add("-XX:-CreateCoredumpOnCrash");
    lines.add(quoted("-XX:ErrorFile=" + crashFolder.resolve("hs_err_pid%p.log")));
    lines.add("-Djava.awt.headless=true");
    lines.add("-Dfile.encoding=UTF-8");
    lines.add("-Dstdout.encoding=UTF-8");
    lines.add("-Dstderr.encoding=UTF-8");
    lines.add(quoted("-Djava.io.tmpdir=" + folder.temporary()));
    lines.add("-cp");
    lines.add(
        quoted(
            classPath.stream()
                .map(Path::toString)
                .collect(Collectors.joining(System.getProperty("path.separator")))));
    lines.add(argLine);
    return lines;
  }

  /** As a Java argument file wants it: in quotes, backslashes and quotes escaped. */
  private static String quoted(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String java() {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java")
        .toString();
  }

  /** The launcher reads the file as the operating system names files. */
  private static Charset launcherCharset() {
    return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  }
}
