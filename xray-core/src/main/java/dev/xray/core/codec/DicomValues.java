package dev.xray.core.codec;

/**
 * A DICOM image's values as stored, no longer compressed.
 *
 * @param values unsigned, rows from the top, bits that do not count included
 * @param samples values of a pixel: 1 or 3
 * @param planar whether all values of one kind stand together
 * @param bits how many count
 * @param shift how far they stand to the left
 */
@SuppressWarnings("ArrayRecordComponent")
record DicomValues(char[] values, int samples, boolean planar, int bits, int shift) {
  /** Values of one kind, all bits of which count. */
  static DicomValues grey(char[] values, int bits) {
    return new DicomValues(values, 1, false, bits, 0);
  }

  int pixels() {
    return values.length / samples;
  }

  /** The bits that count, unsigned. */
  int at(int pixel, int sample) {
    int index = planar ? sample * pixels() + pixel : pixel * samples + sample;
    return counting(values[index]);
  }

  /** The bits of a value that count, unsigned. */
  int counting(int value) {
    return value >> shift & (1 << bits) - 1;
  }
}
