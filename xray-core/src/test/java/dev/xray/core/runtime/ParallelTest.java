package dev.xray.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.XrayException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void results_stand_in_the_order_of_their_indices(int threads) throws Exception {
    assertThat(Parallel.map(threads, 100, i -> i * i))
        .isEqualTo(IntStream.range(0, 100).mapToObj(i -> i * i).toList());
  }

  @Test
  void nothing_to_do_gives_nothing() throws Exception {
    assertThat(Parallel.map(4, 0, i -> i)).isEmpty();
  }

  @Test
  void a_failure_is_thrown_as_it_is_and_the_rest_is_given_up() {
    AtomicInteger begun = new AtomicInteger();
    assertThatThrownBy(
            () ->
                Parallel.map(
                    1,
                    100,
                    i -> {
                      begun.incrementAndGet();
                      throw new XrayException("image " + i);
                    }))
        .isInstanceOf(XrayException.class)
        .hasMessage("image 0");
    assertThat(begun).hasValue(1);
  }

  @Test
  void trouble_with_files_and_bugs_are_thrown_as_they_are() {
    assertThatThrownBy(
            () ->
                Parallel.map(
                    2,
                    1,
                    i -> {
                      throw new IOException("disk");
                    }))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () ->
                Parallel.map(
                    2,
                    1,
                    i -> {
                      throw new IllegalArgumentException("bug");
                    }))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_interrupt_ends_the_wait_and_stays_set() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () ->
                Parallel.map(
                    1,
                    3,
                    i -> {
                      LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1));
                      return i;
                    }))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
