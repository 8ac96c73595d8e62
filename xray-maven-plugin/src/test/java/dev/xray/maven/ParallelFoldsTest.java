package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParallelFoldsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 24, 25, 1",
    "2, 24, 25, 1",
    "3, 24, 25, 1",
    "4, 24, 25, 2",
    "16, 128, 25, 8",
    "16, 8, 25, 3",
    "16, 128, 3, 3",
    "16, 1, 25, 1",
    "16, 0, 25, 1"
  })
  void one_worker_for_every_two_threads_as_far_as_memory_and_folds_allow(
      int threads, long gigabytes, int folds, int workers) throws Exception {
    ParallelFolds machine = new ParallelFolds(threads, gigabytes * 1_000_000_000L);

    assertThat(machine.workers(null, folds)).isEqualTo(workers);
  }

  @Test
  void as_many_as_asked_if_memory_allows_it() throws Exception {
    ParallelFolds machine = new ParallelFolds(2, 8_000_000_000L);

    assertThat(machine.workers(2, 25)).isEqualTo(2);
    assertThat(machine.workers(3, 2)).isEqualTo(2);
    assertThatThrownBy(() -> machine.workers(5, 25))
        .isInstanceOfSatisfying(
            SettingException.class,
            e -> assertThat(e.setting()).isEqualTo("crossValidation.parallelFolds"))
        .hasMessageContaining(
            "is 5, but a worker takes 1.6 GB of memory and this machine has 8.0 GB: 3 at most.");
    assertThatThrownBy(() -> machine.workers(0, 25)).hasMessageContaining("at least 1");
  }

  @Test
  void this_machine_says_how_much_memory_it_has() {
    assertThat(ParallelFolds.here(2).memory()).isGreaterThan(ParallelFolds.WORKER_BYTES);
  }
}
