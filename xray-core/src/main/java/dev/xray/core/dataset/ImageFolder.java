package dev.xray.core.dataset;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;

/** Finds files by the names that a table gives them, never outside its folder. */
final class ImageFolder {
  private final Path folder;

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

  /** The file with this name, if it is there. */
  Optional<Path> find(String name) {
    // Archives made on macOS decompose accents in file names; tables do not.
    List<Normalizer.Form> forms = List.of(Normalizer.Form.NFC, Normalizer.Form.NFD);
    Optional<Path> found = existing(name);
    for (Normalizer.Form form : forms) {
      if (found.isEmpty()) {
        found = existing(Normalizer.normalize(name, form));
      }
    }
    return found;
  }

  /** Path of a file relative to the folder, with {@code /}. */
  String relative(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private Optional<Path> existing(String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(folder.resolve(name).normalize())
          .filter(path -> path.startsWith(folder) && Files.isRegularFile(path));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
