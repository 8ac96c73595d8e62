package dev.xray.maven.launcher;

import dev.xray.maven.worker.WorkFolder;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
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
 * @param classArchives where the classes that workers load are kept for the next ones; empty: they
 *     are not
 */
public record JavaCommand(
    String mainClass,
    List<Path> classPath,
    String argLine,
    Map<String, String> environment,
    Path directory,
    Path crashFolder,
    Optional<Path> classArchives) {

  /** Since JDK 22 loading a native library warns, later it fails, unless it is allowed. */
  private static final int NATIVE_ACCESS_SINCE = 22;

  private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w*GC\\b");

  /** What a JVM or its launcher takes flags from besides its command line. */
  private static final List<String> FLAGS =
      List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

  /**
   * A process that runs {@code mainClass} with the request as its only argument.
   *
   * @param kind of its task
   */
  ProcessBuilder prepare(WorkFolder folder, String kind) throws IOException {
    Files.createDirectories(crashFolder);
    Files.write(folder.arguments(), arguments(folder, kind), launcherCharset());
    ProcessBuilder builder =
        new ProcessBuilder(java(), "@" + folder.arguments(), mainClass, folder.request().toString())
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder;
  }

  /** Keeps the classes that a process loaded which has ended well, if nobody has kept them yet. */
  void keepClasses(WorkFolder folder, String kind) {
    archive(kind).ifPresent(archive -> archive.keep(folder.classes()));
  }

  private Optional<ClassArchive> archive(String kind) {
    return classArchives
        .filter(any -> !ClassArchive.isDecidedIn(userFlags()))
        .flatMap(place -> ClassArchive.of(place, classPath, kind + ' ' + argLine));
  }

  private String userFlags() {
    return argLine
        + FLAGS.stream()
            .map(name -> ' ' + System.getenv().getOrDefault(name, ""))
            .collect(Collectors.joining());
  }

  private List<String> arguments(WorkFolder folder, String kind) {
    List<String> lines = new ArrayList<>();
    if (Runtime.version().feature() >= NATIVE_ACCESS_SINCE) {
      lines.add("--enable-native-access=ALL-UNNAMED");
    }
    if (!COLLECTOR.matcher(userFlags()).find()) {
      // Others let the heap grow to gigabytes, full of images that were decoded and are needed no
      // more: docs/performance.md.
      lines.add("-XX:+UseSerialGC");
    }
    archive(kind)
        .ifPresent(
            archive -> archive.flags(folder.classes()).forEach(flag -> lines.add(quoted(flag))));
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
