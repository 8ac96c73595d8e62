package dev.xray.core.network;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.random.RandomGenerator;

/**
 * Independent bits, each 1 with the same probability, 64 at a time. A bit compares the binary
 * digits of a random number in [0, 1) with those of the probability, the first digits first, until
 * they differ; half of the bits are decided with each digit, so that 64 of them need 7 or 8 random
 * words, however many digits the probability has. Immutable and thread-safe.
 */
final class BernoulliBits {
  /** By how many bytes an array must be longer than what is to be filled. */
  static final int SURPLUS = 63;

  private static final int DIGITS = 53;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[] BYTES_OF_BITS = bytesOfBits();

  private final long probability;

  /**
   * Bits with a probability.
   *
   * @param probability of a 1, in [0, 1], taken to the nearest 2^-53
   */
  BernoulliBits(double probability) {
    this.probability = Math.round(probability * (1L << DIGITS));
  }

  /** Eight bits as eight bytes 0 or 1. */
  private static long[] bytesOfBits() {
    long[] bytes = new long[256];
    for (int bits = 0; bits < bytes.length; bits++) {
      for (int bit = 0; bit < 8; bit++) {
        bytes[bits] |= (bits >>> bit & 1L) << 8 * bit;
      }
    }
    return bytes;
  }

  /**
   * Fills an array with zeros and ones.
   *
   * @param target at least {@code size} + {@link #SURPLUS} long; what follows the first {@code
   *     size} values is arbitrary
   * @param size number of values
   * @param random where from; the first values do not depend on the size
   */
  void fill(byte[] target, int size, RandomGenerator random) {
    for (int start = 0; start < size; start += Long.SIZE) {
      long bits = next(random);
      for (int i = 0; i < Long.SIZE; i += 8) {
        WORDS.set(target, start + i, BYTES_OF_BITS[(int) (bits >>> i) & 0xFF]);
      }
    }
  }

  private long next(RandomGenerator random) {
    if (probability == 1L << DIGITS) {
      return -1;
    }
    long ones = 0;
    long undecided = -1;
    for (int digit = DIGITS - 1; digit >= 0 && undecided != 0; digit--) {
      long word = random.nextLong();
      if ((probability >>> digit & 1) == 1) {
        ones |= undecided & ~word;
        undecided &= word;
      } else {
        undecided &= ~word;
      }
    }
    return ones;
  }
}
