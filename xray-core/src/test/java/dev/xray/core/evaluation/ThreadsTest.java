package dev.xray.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Bootstrap replicates are spread over threads; which thread draws which must not matter. */
class ThreadsTest {
  /** Enough patients that threads are started for them. */
  private static final int PATIENTS = 600;

  private static final EvaluationSettings SETTINGS =
      new EvaluationSettings(0.95, 1000, 7, OptionalDouble.of(0.1));

  @Test
  void figures_are_the_same_bits_on_one_thread_and_on_five() throws Exception {
    List<Case> cases = cases().stream().map(PairedCase::ofCurrent).toList();
    assertSameOnAnyThreads(() -> Evaluator.evaluate(cases, Thresholds.DEFAULT, SETTINGS));
  }

  @Test
  void differences_are_the_same_bits_on_one_thread_and_on_five() throws Exception {
    List<ThresholdPair> pairs = List.of(new ThresholdPair(0.5, 0.45));
    assertSameOnAnyThreads(() -> PairedEvaluator.compare(cases(), pairs, SETTINGS));
  }

  /** Records of doubles are equal if their bits are. */
  private static void assertSameOnAnyThreads(Callable<?> figures) throws Exception {
    assertThat(on(1, figures)).isEqualTo(on(5, figures));
  }

  private static Object on(int threads, Callable<?> figures) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(figures).get();
    } finally {
      pool.shutdown();
    }
  }

  private static List<PairedCase> cases() {
    RandomGenerator random = new Seed(1).random("cases");
    List<PairedCase> cases = new ArrayList<>();
    for (int i = 0; i < 2 * PATIENTS; i++) {
      boolean positive = i % 5 < 2;
      double shift = positive ? 0.2 : 0;
      cases.add(
          new PairedCase(
              positive,
              0.8 * random.nextDouble() + shift,
              0.8 * random.nextDouble() + shift,
              Optional.of("patient " + i / 2)));
    }
    return cases;
  }
}
