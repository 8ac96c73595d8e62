package dev.xray.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Counted by hand. */
class NetworkSummaryTest {
  @Test
  void counts_the_operations_of_a_training_step() throws Exception {
    // 6 x 6, two filters of 3 x 3: 4 x 4 x 2 sums of 9 products; pooled to 2 x 2 x 2 = 8 values;
    // one output of 8 products. The output's layer also has a gradient by its input.
    NetworkSettings settings = new NetworkSettings(1, List.of(2), 3, List.of(), 0);

    long convolution = 2 * 4 * 4 * 2 * 9;
    long output = 2 * 8;
    assertThat(NetworkSummary.of(settings, 6, 6).trainingOperations())
        .isEqualTo(2 * convolution + 3 * output);
  }

  @Test
  void the_articles_network_multiplies_594_million_times_for_an_image() throws Exception {
    long conv1 = 2L * 198 * 198 * 32 * 9;
    long conv2 = 2L * 97 * 97 * 32 * 9 * 32;
    long dense = 2L * 48 * 48 * 32 * 64 + 2 * 64;

    assertThat(NetworkSummary.of(NetworkSettings.article(), 200, 200).trainingOperations())
        .isEqualTo(2 * conv1 + 3 * conv2 + 3 * dense)
        .isBetween(593_000_000L, 595_000_000L);
  }
}
