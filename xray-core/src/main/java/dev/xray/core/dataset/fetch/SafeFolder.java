package dev.xray.core.dataset.fetch;

import dev.xray.core.XrayException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A new folder that is filled with files whose names come from others: none lands outside of it,
 * none replaces another, none is a link, and together they are not much larger than what they were
 * packed into.
 */
final class SafeFolder {
  /** More than any picture or table compresses to; a zip bomb has 1,000 and more. */
  private static final long MOST_RATIO = 200;

  private static final long ALWAYS_ALLOWED = 64L << 20;
  private static final int BUFFER = 1 << 16;

  private final Path root;
  private final String what;
  private final long mostBytes;
  private long bytes;
  private final List<String> leftOut = new ArrayList<>();

  private SafeFolder(Path root, String what, long mostBytes) throws IOException {
    this.root = Files.createDirectories(root).toAbsolutePath().normalize();
    this.what = what;
    this.mostBytes = mostBytes;
  }

  /**
   * A folder for the content of an archive.
   *
   * @param what names the archive in errors
   * @param packed size of the archive in bytes
   */
  static SafeFolder unpacked(Path root, String what, long packed) throws IOException {
    return new SafeFolder(root, what, Math.max(ALWAYS_ALLOWED, packed * MOST_RATIO));
  }

  /** A folder for content whose size is no concern, since its digests are known. */
  static SafeFolder known(Path root, String what) throws IOException {
    return new SafeFolder(root, what, Long.MAX_VALUE);
  }

  void directory(String name) throws IOException, XrayException {
    try {
      Files.createDirectories(resolve(name));
    } catch (FileAlreadyExistsException e) {
      throw twice(name);
    }
  }

  /** Writes a file, all that the stream has. */
  void file(String name, InputStream in) throws IOException, XrayException {
    Path file = resolve(name);
    if (file.equals(root)) {
      throw outside(name);
    }
    byte[] buffer = new byte[BUFFER];
    try {
      Files.createDirectories(file.getParent());
    } catch (FileAlreadyExistsException e) {
      throw twice(name);
    }
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes += n;
        if (bytes > mostBytes) {
          throw new XrayException(
              what
                  + " unpacks to more than "
                  + MOST_RATIO
                  + " times its size: it is broken or malicious, and was not unpacked.");
        }
        out.write(buffer, 0, n);
      }
    } catch (FileAlreadyExistsException e) {
      throw twice(name);
    }
  }

  /** Remembers a link or device, of which no data set is in need. */
  void leaveOut(String name) {
    leftOut.add(name);
  }

  /** Names that were left out. */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  private XrayException twice(String name) {
    return new XrayException(
        what
            + " has two entries that are one file here: "
            + shown(name)
            + ". Where only capitals differ, unpack it on a file system that tells them apart, and"
            + " name the folder by <path>.");
  }

  private Path resolve(String name) throws XrayException {
    String slashes = name.replace('\\', '/');
    boolean bad =
        slashes.isBlank()
            || slashes.startsWith("/")
            || slashes.matches("(?s)[A-Za-z]:.*")
            || slashes.chars().anyMatch(Character::isISOControl)
            || List.of(slashes.split("/")).contains("..");
    try {
      Path path = bad ? root : root.resolve(slashes).normalize();
      if (!bad && path.startsWith(root)) {
        return path;
      }
    } catch (InvalidPathException e) {
      throw outside(name);
    }
    throw outside(name);
  }

  private XrayException outside(String name) {
    return new XrayException(
        what
            + " has an entry whose name leads out of its folder, or cannot be a file's: "
            + shown(name)
            + ". It is broken or malicious, and was not unpacked.");
  }

  private static String shown(String name) {
    return "'" + name.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
