package dev.xray.core.pipeline;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.codec.ImageCodec;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the image files that inputs name: files, folders, globs. */
final class InputFiles {
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
            "input", "is '" + input + "', which names no image file (" + endings() + ").");
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
      return walk(path, any -> true);
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
          ? walk(folder, file -> matcher.matches(folder.relativize(file)))
          : List.of();
    } catch (InvalidPathException | java.util.regex.PatternSyntaxException e) {
      throw new SettingException(
          "input", "is '" + input + "', which is no glob: " + e.getMessage());
    }
  }

  private static List<Path> walk(Path folder, Predicate<Path> wanted) throws IOException {
    List<Path> images = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).filter(wanted).sorted().toList()) {
        if (ImageCodec.isImage(file)) {
          images.add(file);
        }
      }
    }
    return images;
  }

  private static String endings() {
    return String.join(", ", ImageCodec.ENDINGS) + ", or DICOM without an ending";
  }
}
