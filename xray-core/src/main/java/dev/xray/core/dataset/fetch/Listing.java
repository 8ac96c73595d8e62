package dev.xray.core.dataset.fetch;

import dev.xray.core.AtomicFiles;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of a folder with their digests. Kept beside the folder, so that only files whose size
 * or time of change differs need be read again, as git does with its index.
 *
 * @param files by path within the folder, with slashes; {@code .git} folders are left out
 */
record Listing(Map<String, Entry> files) {
  private static final int COLUMNS = 4;

  /**
   * A file.
   *
   * @param size in bytes
   * @param modified when it was changed, in milliseconds since 1970; decides nothing but whether to
   *     read the file again
   * @param sha256 lower-case hex
   */
  record Entry(long size, long modified, String sha256) {}

  /**
   * Lists a folder, or a single file.
   *
   * @param known an earlier listing; the digests of files that have not changed are taken from it
   * @throws XrayException if a name cannot be listed
   */
  static Listing of(Path root, Optional<Listing> known) throws IOException, XrayException {
    Map<String, Entry> files = new TreeMap<>();
    for (Map.Entry<String, Path> file : find(root).entrySet()) {
      if (file.getKey().chars().anyMatch(Character::isISOControl)) {
        throw new XrayException(
            "A file name in " + root + " has a control character: rename " + file.getValue() + ".");
      }
      BasicFileAttributes attributes =
          Files.readAttributes(file.getValue(), BasicFileAttributes.class);
      long modified = attributes.lastModifiedTime().toMillis();
      Optional<Entry> before = known.map(listing -> listing.files().get(file.getKey()));
      files.put(
          file.getKey(),
          before.isPresent()
                  && before.get().size() == attributes.size()
                  && before.get().modified() == modified
              ? before.get()
              : new Entry(attributes.size(), modified, sha256(file.getValue())));
    }
    return new Listing(files);
  }

  private static Map<String, Path> find(Path root) throws IOException {
    Map<String, Path> found = new TreeMap<>();
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.endsWith(".git")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = file.equals(root) ? "" : root.relativize(file).toString();
            found.put(path.replace('\\', '/'), file);
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  static String sha256(Path file) throws IOException {
    MessageDigest digest = Hashes.sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return Hashes.hex(digest.digest());
  }

  Content content() {
    MessageDigest digest = Hashes.sha256();
    files.forEach(
        (path, entry) ->
            digest.update((entry.sha256() + "  " + path + "\n").getBytes(StandardCharsets.UTF_8)));
    return new Content(
        files.size(),
        files.values().stream().mapToLong(Entry::size).sum(),
        Hashes.hex(digest.digest()));
  }

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    files.forEach(
        (path, entry) ->
            text.append(entry.sha256())
                .append('\t')
                .append(entry.size())
                .append('\t')
                .append(entry.modified())
                .append('\t')
                .append(path)
                .append('\n'));
    AtomicFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A listing that was written; empty if there is none, or it cannot be read. */
  static Optional<Listing> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Map<String, Entry> files = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split("\t", COLUMNS);
      try {
        files.put(
            cells[3], new Entry(Long.parseLong(cells[1]), Long.parseLong(cells[2]), cells[0]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        return Optional.empty();
      }
    }
    return Optional.of(new Listing(files));
  }
}
