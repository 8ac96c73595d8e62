package dev.xray.core.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A file of records of one size, mapped into memory for reading: a header, an index with the key
 * and the checksum of each record, the records. It appears as a whole and never changes.
 * Thread-safe; the mapping lasts as long as this object.
 */
final class RecordPack {
  private static final long MAGIC = 0x787261797061636bL; // "xraypack"

  /** Magic number, size of a record, number of records, checksum of the index. */
  private static final int HEADER = Long.BYTES + 3 * Integer.BYTES;

  /** SHA-256, checksum. */
  private static final int ENTRY = 32 + Integer.BYTES;

  /** One mapping holds at most this much, if a record fits: an int counts its bytes. */
  private static final int MAPPED = 1 << 30;

  private final Path file;
  private final int recordSize;
  private final Map<ByteBuffer, Integer> positions;
  private final int[] checksums;
  private final List<MappedByteBuffer> chunks;

  private RecordPack(
      Path file,
      int recordSize,
      Map<ByteBuffer, Integer> positions,
      int[] checksums,
      List<MappedByteBuffer> chunks) {
    this.file = file;
    this.recordSize = recordSize;
    this.positions = positions;
    this.checksums = checksums;
    this.chunks = chunks;
  }

  /**
   * Opens a pack.
   *
   * @throws IOException if it cannot be read, holds records of another size, or its header, index
   *     or length is damaged; the records themselves are not looked at
   */
  static RecordPack open(Path file, int recordSize) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = read(channel, 0, HEADER);
      boolean known = header.getLong() == MAGIC && header.getInt() == recordSize;
      int count = header.getInt();
      if (!known || count < 0 || channel.size() != size(count, recordSize)) {
        throw new IOException(file + " is no pack of records of " + recordSize + " bytes");
      }
      ByteBuffer index = read(channel, HEADER, Math.multiplyExact(count, ENTRY));
      if (checksum(index.duplicate()) != header.getInt()) {
        throw new IOException("the index of " + file + " is damaged");
      }
      Map<ByteBuffer, Integer> positions = new LinkedHashMap<>(2 * count);
      int[] checksums = new int[count];
      for (int i = 0; i < count; i++) {
        byte[] key = new byte[ENTRY - Integer.BYTES];
        index.get(key);
        positions.put(ByteBuffer.wrap(key), i);
        checksums[i] = index.getInt();
      }
      return new RecordPack(
          file, recordSize, positions, checksums, map(channel, count, recordSize));
    }
  }

  private static List<MappedByteBuffer> map(FileChannel channel, int count, int recordSize)
      throws IOException {
    List<MappedByteBuffer> chunks = new ArrayList<>();
    int each = recordsInChunk(recordSize);
    for (int first = 0; first < count; first += each) {
      long start = start(count) + (long) first * recordSize;
      long length = (long) Math.min(each, count - first) * recordSize;
      chunks.add(channel.map(FileChannel.MapMode.READ_ONLY, start, length));
    }
    return chunks;
  }

  /** Where a pack is. */
  Path file() {
    return file;
  }

  /** Position of each record, by its key. */
  Map<ByteBuffer, Integer> positions() {
    return positions;
  }

  /** Whether a record is what was written. */
  boolean isIntact(int position) {
    return checksum(slice(position)) == checksums[position];
  }

  /** A record; a buffer of its own, read only. */
  ByteBuffer slice(int position) {
    int each = recordsInChunk(recordSize);
    return chunks.get(position / each).slice(position % each * recordSize, recordSize);
  }

  /** What fills a pack. */
  @FunctionalInterface
  interface Filler<E extends Exception> {
    /** Hands all records to the writer, from any thread and in any order. */
    void fill(Writer writer) throws IOException, E;
  }

  /** Writes the records of a new pack. Thread-safe. */
  static final class Writer {
    private final FileChannel channel;
    private final int count;
    private final int recordSize;
    private final int[] checksums;

    private Writer(FileChannel channel, int count, int recordSize) {
      this.channel = channel;
      this.count = count;
      this.recordSize = recordSize;
      this.checksums = new int[count];
    }

    /** Writes a record of the pack's size. */
    void write(int position, ByteBuffer record) throws IOException {
      checksums[position] = checksum(record.duplicate());
      writeAll(channel, record, start(count) + (long) position * recordSize);
    }
  }

  /**
   * Writes a pack, the header last.
   *
   * @param file is overwritten
   * @param keys of the records, in their order
   */
  static <E extends Exception> void write(
      Path file, int recordSize, List<ByteBuffer> keys, Filler<E> filler) throws IOException, E {
    int count = keys.size();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      Writer writer = new Writer(channel, count, recordSize);
      filler.fill(writer);
      ByteBuffer index = ByteBuffer.allocate(Math.multiplyExact(count, ENTRY));
      for (int i = 0; i < count; i++) {
        index.put(keys.get(i).duplicate()).putInt(writer.checksums[i]);
      }
      int checksum = checksum(index.flip().duplicate());
      writeAll(channel, index, HEADER);
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      header.putLong(MAGIC).putInt(recordSize).putInt(count).putInt(checksum);
      writeAll(channel, header.flip(), 0);
    }
  }

  /** Length of a pack in bytes. */
  static long size(int count, int recordSize) {
    return start(count) + (long) count * recordSize;
  }

  private static long start(int count) {
    return HEADER + (long) count * ENTRY;
  }

  private static int recordsInChunk(int recordSize) {
    return Math.max(1, MAPPED / recordSize);
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return (int) checksum.getValue();
  }

  private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new EOFException("cut off");
      }
    }
    return bytes.flip();
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
    long next = at;
    while (bytes.hasRemaining()) {
      next += channel.write(bytes, next);
    }
  }
}
