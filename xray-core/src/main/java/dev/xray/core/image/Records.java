package dev.xray.core.image;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Records of one size, one for each image that was asked for, outside the heap where they are kept
 * in files. Immutable, safe for reading from several threads.
 */
public final class Records {
  private final List<ByteBuffer> records;

  Records(List<ByteBuffer> records) {
    this.records = List.copyOf(records);
  }

  /** Number of records. */
  public int size() {
    return records.size();
  }

  /**
   * Copies a part of a record.
   *
   * @param index of the image
   * @param offset of the part in the record
   * @param target is filled
   */
  public void read(int index, int offset, byte[] target) {
    records.get(index).get(offset, target);
  }

  /** A record; a buffer of its own, read only. */
  public ByteBuffer get(int index) {
    return records.get(index).duplicate();
  }
}
