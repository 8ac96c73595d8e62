package dev.xray.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.runtime.Parallel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads that help their callers. */
@Timeout(20)
class HelperThreadsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void each_index_is_computed_once(int count) {
    try (HelperThreads helpers = new HelperThreads(count)) {
      for (int tasks = 0; tasks < 40; tasks++) {
        AtomicIntegerArray computed = new AtomicIntegerArray(tasks);
        helpers.run(tasks, computed::incrementAndGet);
        for (int i = 0; i < tasks; i++) {
          assertThat(computed.get(i)).isEqualTo(1);
        }
      }
    }
  }

  /** Each task waits for the other: alone, a thread would wait forever. */
  @Test
  void helpers_work_beside_the_caller_also_after_they_have_slept() throws Exception {
    try (HelperThreads helpers = new HelperThreads(2)) {
      for (int i = 0; i < 20; i++) {
        CountDownLatch all = new CountDownLatch(3);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        helpers.run(
            3,
            task -> {
              threads.add(Thread.currentThread());
              all.countDown();
              awaitUninterrupted(all);
            });
        assertThat(threads).hasSize(3).contains(Thread.currentThread());
        Thread.sleep(i % 2 * 5);
      }
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void many_callers_share_them() throws Exception {
    try (HelperThreads helpers = new HelperThreads(2)) {
      List<Integer> sums =
          Parallel.map(
              8,
              400,
              call -> {
                AtomicInteger sum = new AtomicInteger();
                helpers.run(10, task -> sum.addAndGet(call * task));
                return sum.get();
              });
      for (int call = 0; call < 400; call++) {
        assertThat(sums.get(call)).isEqualTo(45 * call);
      }
    }
  }

  @Test
  void a_failure_is_thrown_when_all_tasks_have_ended() {
    try (HelperThreads helpers = new HelperThreads(1)) {
      for (int failing = 0; failing < 4; failing++) {
        int fails = failing;
        AtomicInteger ended = new AtomicInteger();
        assertThatThrownBy(
                () ->
                    helpers.run(
                        4,
                        task -> {
                          ended.incrementAndGet();
                          if (task == fails) {
                            throw new IllegalArgumentException("task " + task);
                          }
                        }))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("task " + failing);
        assertThat(ended).hasValue(4);
      }
    }
  }

  @Test
  void an_interrupt_is_kept_for_the_caller() throws Exception {
    try (HelperThreads helpers = new HelperThreads(1)) {
      Thread caller = Thread.currentThread();
      AtomicInteger begun = new AtomicInteger();
      AtomicInteger ended = new AtomicInteger();
      helpers.run(
          2,
          task -> {
            begun.incrementAndGet();
            while (begun.get() < 2) {
              Thread.onSpinWait();
            }
            if (Thread.currentThread() != caller) {
              while (LockSupport.getBlocker(caller) == null) {
                Thread.onSpinWait();
              }
              caller.interrupt();
              sleep(20);
            }
            ended.incrementAndGet();
          });
      assertThat(ended).hasValue(2);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void who_has_nothing_to_do_sleeps() throws Exception {
    try (HelperThreads helpers = new HelperThreads(1)) {
      Thread helper = helper(helpers);
      ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
      Thread.sleep(20);
      long before = cpu.getThreadCpuTime(helper.getId());
      Thread.sleep(300);
      assertThat(cpu.getThreadCpuTime(helper.getId()) - before).isLessThan(1_000_000);
    }
  }

  private static Thread helper(HelperThreads helpers) {
    List<Thread> found = new ArrayList<>();
    CountDownLatch both = new CountDownLatch(2);
    helpers.run(
        2,
        task -> {
          both.countDown();
          awaitUninterrupted(both);
          synchronized (found) {
            found.add(Thread.currentThread());
          }
        });
    found.remove(Thread.currentThread());
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void they_are_daemons_and_end_when_closed() {
    Thread helper;
    try (HelperThreads helpers = new HelperThreads(1)) {
      helper = helper(helpers);
      assertThat(helper.isDaemon()).isTrue();
      assertThat(helper.isAlive()).isTrue();
    }
    assertThat(helper.isAlive()).isFalse();
  }
}
