package dev.xray.maven.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.aether.DefaultSessionData;
import org.junit.jupiter.api.Test;

class PermitsTest {
  @Test
  void a_sequential_build_has_one_worker_at_a_time() {
    assertThat(Permits.workers(1, 64)).isEqualTo(1);
  }

  @Test
  void a_parallel_build_has_as_many_as_it_builds_modules_if_cores_suffice() {
    assertThat(Permits.workers(4, 64)).isEqualTo(4);
  }

  @Test
  void each_worker_has_two_cores_where_there_are_two() {
    assertThat(Permits.workers(8, 4)).isEqualTo(2);
    assertThat(Permits.workers(8, 1)).isEqualTo(1);
  }

  @Test
  void modules_of_one_build_share_the_permits() throws Exception {
    DefaultSessionData session = new DefaultSessionData();
    CountDownLatch second = new CountDownLatch(1);
    Permits.of(session, 1).acquire();
    Thread other =
        new Thread(
            () -> {
              try {
                Permits.of(session, 1).acquire();
                second.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    other.start();

    assertThat(second.await(300, TimeUnit.MILLISECONDS)).isFalse();
    Permits.of(session, 1).release();
    assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
