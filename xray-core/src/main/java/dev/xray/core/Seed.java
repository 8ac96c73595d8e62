package dev.xray.core;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The one seed from which every random choice is derived. A derived stream is a pure function of
 * the seed, the purpose and the indices, so that it depends neither on threads nor on the order of
 * calls.
 *
 * @param value any number
 */
public record Seed(long value) {
  private static final RandomGeneratorFactory<RandomGenerator> FACTORY = factory();

  /**
   * Derives a number for one purpose.
   *
   * @param purpose what it is for, such as {@code "split"}; different purposes give independent
   *     streams
   * @param indices such as epoch and image
   * @return 64 well-mixed bits
   */
  public long derive(String purpose, long... indices) {
    long hash = mix(value);
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash ^ (b + 0x100L));
    }
    for (long index : indices) {
      hash = mix(hash ^ mix(index + 0x9E3779B97F4A7C15L));
    }
    return hash;
  }

  /**
   * A generator for one purpose (the JDK's specified L64X128MixRandom: the same numbers on every
   * platform).
   *
   * @param purpose what it is for
   * @param indices such as epoch and image
   * @return a new generator, not thread-safe
   */
  public RandomGenerator random(String purpose, long... indices) {
    return FACTORY.create(derive(purpose, indices));
  }

  /**
   * JDK 17 looks for its own generators with the class loader of the thread that asks first, and
   * does not find them with that of a Maven plugin.
   */
  private static RandomGeneratorFactory<RandomGenerator> factory() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    try {
      return RandomGeneratorFactory.of("L64X128MixRandom");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long z) {
    z = (z + 0x9E3779B97F4A7C15L);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
