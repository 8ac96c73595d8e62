package dev.xray.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedTest {
  @Test
  void a_stream_depends_on_seed_purpose_and_indices_and_on_nothing_else() {
    long first = new Seed(1).random("split", 3, 4).nextLong();
    assertThat(new Seed(1).random("split", 3, 4).nextLong()).isEqualTo(first);
    Set<Long> all = new HashSet<>();
    all.add(first);
    all.add(new Seed(2).random("split", 3, 4).nextLong());
    all.add(new Seed(1).random("shuffle", 3, 4).nextLong());
    all.add(new Seed(1).random("split", 4, 3).nextLong());
    all.add(new Seed(1).random("split", 3).nextLong());
    assertThat(all).hasSize(5);
  }

  @Test
  void the_numbers_of_a_seed_never_change() {
    assertThat(new Seed(42).derive("pinned", 7)).isEqualTo(PINNED);
  }

  /** A change of this number changes every model that was ever trained. */
  private static final long PINNED = -4060409649651291327L;
}
