package dev.xray.core.dataset;

import dev.xray.core.AtomicFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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

  private static final long MAGIC = 0x7872617964696732L; // "xraydig2"
  private static final int HEADER = Long.BYTES;
  private static final int RECORD = 2 * Long.BYTES + 32;
  private static final Duration DAY = Duration.ofDays(1);

  private final Path file;
  private final Known before;
  private final Map<Key, byte[]> added = new ConcurrentHashMap<>();

  private FolderDigests(Path file, Known before) {
    this.file = file;
    this.before = before;
  }

  /**
   * What a file is known by: half of the SHA-256 over its name, size, modification time and inode,
   * or whatever the file system has in its place.
   */
  record Key(long high, long low) {
    static Key of(String name, BasicFileAttributes attributes) {
      MessageDigest sha256 = Hashes.sha256();
      sha256.update(name.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) 0);
      sha256.update(
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(attributes.size())
              .putLong(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS))
              .flip());
      sha256.update(String.valueOf(attributes.fileKey()).getBytes(StandardCharsets.UTF_8));
      ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
      return new Key(digest.getLong(), digest.getLong());
    }
  }

  /**
   * Digests of an earlier run, in the bytes of their file: a map of objects would take longer to
   * fill than to ask. Slots hold the number of a record plus one, at the place that its key names
   * or the next free one.
   */
  private static final class Known {
    private final ByteBuffer bytes;
    private final int[] slots;

    /** Written by any thread, always the same value; read when all threads are done. */
    private final boolean[] used;

    Known(ByteBuffer bytes, int records) {
      this.bytes = bytes;
      this.used = new boolean[records];
      this.slots = new int[Integer.highestOneBit(2 * records + 1) * 2];
      for (int record = 0; record < records; record++) {
        int slot = slot(key(record));
        while (slots[slot] > 0) {
          slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = record + 1;
      }
    }

    /** Half of a SHA-256 is as good a hash as any. */
    private int slot(Key key) {
      return (int) key.low() & slots.length - 1;
    }

    Key key(int record) {
      int at = HEADER + record * RECORD;
      return new Key(bytes.getLong(at), bytes.getLong(at + Long.BYTES));
    }

    byte[] digest(int record) {
      byte[] digest = new byte[RECORD - 2 * Long.BYTES];
      bytes.get(HEADER + record * RECORD + 2 * Long.BYTES, digest);
      return digest;
    }

    Optional<byte[]> find(Key key) {
      for (int slot = slot(key); slots[slot] > 0; slot = slot + 1 & slots.length - 1) {
        int record = slots[slot] - 1;
        if (key(record).equals(key)) {
          used[record] = true;
          return Optional.of(digest(record));
        }
      }
      return Optional.empty();
    }
  }

  /** Reads what is remembered; nothing where the file is missing or damaged. */
  static FolderDigests open(Path file) {
    try {
      return new FolderDigests(file, parse(ByteBuffer.wrap(Files.readAllBytes(file))));
    } catch (IOException e) {
      return new FolderDigests(file, new Known(ByteBuffer.allocate(0), 0));
    }
  }

  Optional<String> find(Key key) {
    return before.find(key).map(Hashes::hex);
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
    for (int record = 0; record < before.used.length; record++) {
      if (before.used[record]) {
        together.putIfAbsent(before.key(record), before.digest(record));
      }
    }
    int most = 2 * together.size();
    for (int record = 0; record < before.used.length && together.size() < most; record++) {
      together.putIfAbsent(before.key(record), before.digest(record));
    }
    return together;
  }

  private static byte[] bytes(Map<Key, byte[]> records) {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + records.size() * RECORD + Integer.BYTES);
    bytes.putLong(MAGIC);
    records.forEach((key, digest) -> bytes.putLong(key.high()).putLong(key.low()).put(digest));
    return bytes.putInt(checksum(bytes.array())).array();
  }

  private static Known parse(ByteBuffer bytes) throws IOException {
    int length = bytes.remaining() - HEADER - Integer.BYTES;
    if (length < 0
        || length % RECORD != 0
        || bytes.getLong() != MAGIC
        || bytes.getInt(HEADER + length) != checksum(bytes.array())) {
      throw new IOException("damaged");
    }
    return new Known(bytes, length / RECORD);
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
