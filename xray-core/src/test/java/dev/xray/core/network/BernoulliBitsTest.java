package dev.xray.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BernoulliBitsTest {
  private static byte[] bits(double probability, int size) {
    byte[] bits = new byte[size + BernoulliBits.SURPLUS];
    new BernoulliBits(probability).fill(bits, size, new Seed(1).random("bits"));
    return Arrays.copyOf(bits, size);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, 0.5, 0.001, 0.999, 1 / 3.0})
  void each_bit_is_one_with_the_probability_at_each_place_of_the_word(double probability) {
    int words = 200_000;
    byte[] bits = bits(probability, 64 * words);
    double deviation = Math.sqrt(probability * (1 - probability) / words);
    for (int place = 0; place < 64; place++) {
      int ones = 0;
      for (int word = 0; word < words; word++) {
        byte bit = bits[64 * word + place];
        assertThat(bit).isBetween((byte) 0, (byte) 1);
        ones += bit;
      }
      assertThat(ones / (double) words)
          .as("place %d", place)
          .isBetween(probability - 4.5 * deviation, probability + 4.5 * deviation);
    }
  }

  @Test
  void neighbours_do_not_depend_on_each_other() {
    int size = 4_000_000;
    byte[] bits = bits(0.4, size);
    for (int distance : new int[] {1, 2, 7, 8, 32, 63, 64, 65}) {
      int both = 0;
      for (int i = distance; i < size; i++) {
        both += bits[i] & bits[i - distance];
      }
      // Standard deviation of the share of pairs: at most sqrt(0.16 (1 + 2 * 0.4) / size).
      assertThat(both / (double) (size - distance))
          .as("distance %d", distance)
          .isBetween(0.16 - 0.0013, 0.16 + 0.0013);
    }
  }

  @Test
  void never_and_always_are_exact() {
    assertThat(bits(0, 1000)).containsOnly(0);
    assertThat(bits(1, 1000)).containsOnly(1);
    assertThat(bits(Math.nextDown(1.0), 1000)).containsOnly(1);
  }

  @Test
  void the_first_bits_are_the_same_for_every_size() {
    assertThat(bits(0.4, 100)).isEqualTo(Arrays.copyOf(bits(0.4, 1000), 100));
  }
}
