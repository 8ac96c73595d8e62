package dev.xray.core.dataset;

import dev.xray.core.codec.ImageCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds files by the names that a table gives them, never outside its folder. */
final class ImageFolder {
  private final Path folder;

  /** Folder to its images by what their names have before the ending; filled when asked for. */
  private final Map<Path, Map<String, Path>> stems = new HashMap<>();

  ImageFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Whether a name leads out of the folder, or is no file name on this platform. */
  boolean leadsOutside(String name) {
    try {
      return !folder.resolve(name).normalize().startsWith(folder);
    } catch (InvalidPathException e) {
      return true;
    }
  }

  /**
   * A file.
   *
   * @param path where it is
   * @param attributes read once: there may be many files
   */
  record Found(Path path, BasicFileAttributes attributes) {}

  /** The file with this name, if it is there. */
  Optional<Found> find(String name) {
    // Archives made on macOS decompose accents in file names; tables do not.
    List<Normalizer.Form> forms = List.of(Normalizer.Form.NFC, Normalizer.Form.NFD);
    Optional<Found> found = existing(name);
    for (Normalizer.Form form : forms) {
      if (found.isEmpty()) {
        found = existing(Normalizer.normalize(name, form));
      }
    }
    return found;
  }

  /**
   * The image whose name has this stem, with whichever ending; of several the first by name.
   *
   * @throws IOException if the folder cannot be listed
   */
  Optional<Found> findStem(String stem) throws IOException {
    Optional<Found> whole = find(stem);
    if (whole.isPresent() || stem.isEmpty() || leadsOutside(stem)) {
      return whole;
    }
    Path parent = Objects.requireNonNull(folder.resolve(stem).normalize().getParent());
    return Optional.ofNullable(stems(parent).get(stemmed(folder.resolve(stem).normalize())))
        .flatMap(ImageFolder::file);
  }

  private Map<String, Path> stems(Path parent) throws IOException {
    Map<String, Path> known = stems.get(parent);
    if (known == null) {
      known = new HashMap<>();
      if (Files.isDirectory(parent)) {
        try (Stream<Path> entries = Files.list(parent)) {
          for (Path entry : entries.filter(Files::isRegularFile).sorted().toList()) {
            String name = stemmed(entry);
            int dot = name.lastIndexOf('.');
            if (dot > 0 && ImageCodec.isImage(entry)) {
              known.putIfAbsent(name.substring(0, dot), entry);
            }
          }
        }
      }
      stems.put(parent, known);
    }
    return known;
  }

  /** The last part of a path, its accents composed. */
  private static String stemmed(Path path) {
    return Normalizer.normalize(String.valueOf(path.getFileName()), Normalizer.Form.NFC);
  }

  /** Path of a file relative to the folder, with {@code /}. */
  String relative(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private Optional<Found> existing(String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path path = folder.resolve(name).normalize();
      return path.startsWith(folder) ? file(path) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** What is at a place, if it is a file or a link to one. */
  static Optional<Found> file(Path path) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return attributes.isRegularFile()
          ? Optional.of(new Found(path, attributes))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // as for Files.isRegularFile
    }
  }
}
