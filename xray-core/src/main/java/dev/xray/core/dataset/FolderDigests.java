package dev.xray.core.dataset;

import dev.xray.core.AtomicFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The remembered digests of one folder's files: a file of a name that says so, a number of records
 * of 48 bytes, and a checksum. It appears as a whole and never changes, so that builds may share
 * it; of two that write at the same time, the last one's stays. Thread-safe.
 */
final class FolderDigests {
  /** Files of digests that are kept, one for each folder of images. */
  static final int LIMIT = 200;

  private static final long MAGIC = 0x7872617964696731L; // "xraydig1"
  private static final int HEADER = Long.BYTES;
  private static final int RECORD = 2 * Long.BYTES + 32;
  private static final Duration DAY = Duration.ofDays(1);

  private final Path file;
  private final Map<Key, Known> before;
  private final Map<Key, byte[]> added = new ConcurrentHashMap<>();

  private FolderDigests(Path file, Map<Key, Known> before) {
    this.file = file;
    this.before = before;
  }

  /**
   * What a file is known by: half of the SHA-256 over its name, size, modification time and inode,
   * or whatever the file system has in its place.
   */
  record Key(long high, long low) {
    static Key of(String name, BasicFileAttributes attributes) {
      Instant modified = attributes.lastModifiedTime().toInstant();
      String text =
          name
              + '\0'
              + attributes.size()
              + '\0'
              + modified.getEpochSecond()
              + '\0'
              + modified.getNano()
              + '\0'
              + attributes.fileKey();
      ByteBuffer digest =
          ByteBuffer.wrap(Hashes.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
      return new Key(digest.getLong(), digest.getLong());
    }
  }

  /** A digest of an earlier run. */
  private static final class Known {
    final byte[] digest;
    volatile boolean used;

    Known(byte[] digest) {
      this.digest = digest;
    }
  }

  /** Reads what is remembered; nothing where the file is missing or damaged. */
  static FolderDigests open(Path file) {
    try {
      return new FolderDigests(file, parse(ByteBuffer.wrap(Files.readAllBytes(file))));
    } catch (IOException e) {
      return new FolderDigests(file, Map.of());
    }
  }

  Optional<String> find(Key key) {
    Known known = before.get(key);
    if (known == null) {
      return Optional.empty();
    }
    known.used = true;
    return Optional.of(Hashes.hex(known.digest));
  }

  void put(Key key, String sha256) {
    added.put(key, HexFormat.of().parseHex(sha256));
  }

  /** Writes, if there is something new. Fails silently: it costs the next run time, no more. */
  void save() {
    try {
      if (!added.isEmpty()) {
        AtomicFiles.write(file, bytes(together()));
        makeRoom();
      } else if (isOld()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      }
    } catch (IOException e) {
      // As if it had been lost afterwards.
    }
  }

  /** Those in use first; of the others, at most as many again, as other jobs may use them. */
  private Map<Key, byte[]> together() {
    Map<Key, byte[]> together = new LinkedHashMap<>(added);
    before.forEach(
        (key, known) -> {
          if (known.used) {
            together.putIfAbsent(key, known.digest);
          }
        });
    int most = 2 * together.size();
    for (Map.Entry<Key, Known> other : before.entrySet()) {
      if (together.size() >= most) {
        break;
      }
      together.putIfAbsent(other.getKey(), other.getValue().digest);
    }
    return together;
  }

  private static byte[] bytes(Map<Key, byte[]> records) {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + records.size() * RECORD + Integer.BYTES);
    bytes.putLong(MAGIC);
    records.forEach((key, digest) -> bytes.putLong(key.high()).putLong(key.low()).put(digest));
    return bytes.putInt(checksum(bytes.array())).array();
  }

  private static Map<Key, Known> parse(ByteBuffer bytes) throws IOException {
    int length = bytes.remaining() - HEADER - Integer.BYTES;
    if (length < 0
        || length % RECORD != 0
        || bytes.getLong() != MAGIC
        || bytes.getInt(HEADER + length) != checksum(bytes.array())) {
      throw new IOException("damaged");
    }
    Map<Key, Known> records = new LinkedHashMap<>(length / RECORD * 2);
    for (int i = 0; i < length / RECORD; i++) {
      byte[] digest = new byte[RECORD - 2 * Long.BYTES];
      Key key = new Key(bytes.getLong(), bytes.getLong());
      bytes.get(digest);
      records.put(key, new Known(digest));
    }
    return records;
  }

  /** Of all but the last four bytes. */
  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - Integer.BYTES);
    return (int) checksum.getValue();
  }

  private boolean isOld() throws IOException {
    return Files.exists(file)
        && Files.getLastModifiedTime(file).toInstant().plus(DAY).isBefore(Instant.now());
  }

  private void makeRoom() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(file.getParent())) {
      files = found.sorted(Comparator.comparing(FolderDigests::lastUse).reversed()).toList();
    }
    for (Path old : files.subList(Math.min(LIMIT, files.size()), files.size())) {
      Files.deleteIfExists(old);
    }
  }

  private static FileTime lastUse(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
