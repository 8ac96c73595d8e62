package dev.xray.core.pipeline;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the image files that inputs name: files, folders, globs. */
final class InputFiles {
  private static final Set<String> EXTENSIONS =
      Set.of("jpg", "jpeg", "png", "tif", "tiff", "bmp", "webp");

  private InputFiles() {}

  /**
   * Image files in sorted order, each once.
   *
   * @throws SettingException if an input names nothing
   */
  static List<Path> find(List<String> inputs) throws SettingException, IOException {
    if (inputs.isEmpty()) {
      throw new SettingException("input", "is empty; name a file, a folder or a glob.");
    }
    Set<Path> files = new TreeSet<>();
    for (String input : inputs) {
      List<Path> found = find(input);
      if (found.isEmpty()) {
        throw new SettingException(
            "input", "is '" + input + "', which names no image file (" + extensions() + ").");
      }
      files.addAll(found);
    }
    return List.copyOf(files);
  }

  /** The error where all files turned out to be no images. */
  static XrayException noneReadable(List<Path> files) {
    return new XrayException(
        "None of the " + files.size() + " images can be read; the first is " + files.get(0) + ".");
  }

  private static List<Path> find(String input) throws SettingException, IOException {
    if (isGlob(input)) {
      return glob(input);
    }
    Path path = Path.of(input);
    if (Files.isDirectory(path)) {
      return walk(path, InputFiles::isImage);
    }
    if (!Files.exists(path)) {
      throw new SettingException(
          "input",
          "is '" + input + "', which does not exist (looked at " + path.toAbsolutePath() + ").");
    }
    return List.of(path);
  }

  private static boolean isGlob(String input) {
    if (input.contains("*") || input.contains("?")) {
      return true;
    }
    return (input.contains("{") || input.contains("[")) && !Files.exists(Path.of(input));
  }

  private static List<Path> glob(String input) throws SettingException, IOException {
    String slashes = input.replace('\\', '/');
    int wildcard = slashes.split("[*?{\\[]", 2)[0].lastIndexOf('/');
    String root = wildcard < 0 ? "." : slashes.substring(0, wildcard + 1);
    String pattern = slashes.substring(wildcard + 1);
    try {
      Path folder = Path.of(root).normalize();
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      return Files.isDirectory(folder.toAbsolutePath())
          ? walk(folder, file -> matcher.matches(folder.relativize(file)) && isImage(file))
          : List.of();
    } catch (InvalidPathException | java.util.regex.PatternSyntaxException e) {
      throw new SettingException(
          "input", "is '" + input + "', which is no glob: " + e.getMessage());
    }
  }

  private static List<Path> walk(Path folder, java.util.function.Predicate<Path> wanted)
      throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(wanted).sorted().toList();
    }
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static String extensions() {
    return String.join(", ", new TreeSet<>(EXTENSIONS));
  }
}
