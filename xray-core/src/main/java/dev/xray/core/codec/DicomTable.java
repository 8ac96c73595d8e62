package dev.xray.core.codec;

/**
 * A look-up table of a DICOM file (PS3.3, C.11.1.1 and C.11.2.1.1).
 *
 * @param first value that the first entry is for; what is below gets that entry too, and what is
 *     beyond the last gets the last
 * @param bits of an entry
 * @param entries unsigned
 */
@SuppressWarnings("ArrayRecordComponent")
record DicomTable(int first, int bits, int[] entries) {
  /** The entry for a value. */
  int at(double value) {
    double index = Math.floor(value) - first;
    return entries[(int) Math.max(0, Math.min(entries.length - 1, index))];
  }

  /** The entry for a value, from 0 to 1. */
  double share(double value) {
    return Math.min(1, (double) at(value) / maximum());
  }

  /** The greatest value that an entry can have. */
  int maximum() {
    return (1 << bits) - 1;
  }
}
