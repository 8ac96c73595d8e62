package dev.xray.maven.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.aether.DefaultSessionData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PermitsTest {
  private static final int CORES = 4;

  private final DefaultSessionData session = new DefaultSessionData();

  @Test
  void workers_with_all_cores_run_one_at_a_time() throws Exception {
    assertSecondWaits(CORES, CORES);
  }

  @Test
  void a_worker_waits_until_its_threads_find_free_cores() throws Exception {
    assertSecondWaits(2, 3);
  }

  @Test
  void a_worker_with_more_threads_than_cores_runs_alone() throws Exception {
    assertSecondWaits(1, 100);
    assertSecondWaits(100, 1);
  }

  @Test
  void workers_with_few_threads_run_together() throws Exception {
    permits().acquire(2);
    permits().acquire(1);
    permits().acquire(1);
  }

  @Test
  void modules_of_one_build_share_the_permits_and_those_of_another_do_not() throws Exception {
    Permits.of(new DefaultSessionData(), CORES).acquire(CORES);

    assertSecondWaits(CORES, 1);
  }

  private void assertSecondWaits(int first, int second) throws Exception {
    permits().acquire(first);
    CountDownLatch started = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              try {
                permits().acquire(second);
                started.countDown();
                permits().release(second);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    other.start();

    assertThat(started.await(300, TimeUnit.MILLISECONDS)).isFalse();
    permits().release(first);
    assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
    other.join();
  }

  private Permits permits() {
    return Permits.of(session, CORES);
  }
}
