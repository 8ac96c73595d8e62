package dev.xray.core.network;

import dev.xray.core.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TUint8;

/**
 * The masks of dropout. They depend on the seed, the step and the layer alone, and not on what came
 * before, so that a resumed training sees the masks of an uninterrupted one; those of a partial
 * batch are the first of a full one.
 *
 * <p>The masks of the next step are made on a thread of their own while the present step runs.
 * Measured on the article's network, two cores: 3 ms a step of one core, where TensorFlow's random
 * numbers, one for each activation, took 12 of 66 ms of both. Not thread-safe. Owns native memory:
 * close it.
 */
final class DropoutMasks implements AutoCloseable {
  private record Request(long step, int size) {}

  private final BernoulliBits kept;
  private final Seed seed;
  private final List<Shape> shapes;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "xray-dropout");
            thread.setDaemon(true);
            return thread;
          });

  /** Those of the present step and those of the next, in turn; for each size of a batch. */
  private final List<Map<Integer, List<TUint8>>> tensors =
      List.of(new HashMap<>(), new HashMap<>());

  private byte[] buffer = {};
  private Request next;
  private Future<List<TUint8>> made;

  /**
   * Masks for layers.
   *
   * @param rate share of activations that are set to zero, greater than 0 and less than 1
   * @param seed from which they are derived
   * @param shapes of the layers' activations, without the batch
   */
  DropoutMasks(double rate, Seed seed, List<Shape> shapes) {
    this.kept = new BernoulliBits(1 - rate);
    this.seed = seed;
    this.shapes = shapes;
  }

  /**
   * The masks of a step.
   *
   * @param step any number
   * @param size images in the batch
   * @return for each layer [size, ...], 1 where an activation is kept and 0 where it is dropped;
   *     valid until the next call
   */
  List<TUint8> of(long step, int size) {
    if (!new Request(step, size).equals(next)) {
      start(step, size);
    }
    List<TUint8> masks = await(made);
    start(step + 1, size);
    return masks;
  }

  private void start(long step, int size) {
    next = new Request(step, size);
    made = thread.submit(() -> make(step, size));
  }

  private List<TUint8> make(long step, int size) {
    List<TUint8> masks =
        tensors.get((int) (step & 1)).computeIfAbsent(size, DropoutMasks.this::allocate);
    for (int layer = 0; layer < masks.size(); layer++) {
      int values = Math.toIntExact(masks.get(layer).size());
      if (buffer.length < values + BernoulliBits.SURPLUS) {
        buffer = new byte[values + BernoulliBits.SURPLUS];
      }
      kept.fill(buffer, values, seed.random("dropout", step, layer));
      masks.get(layer).copyFrom(DataBuffers.of(buffer, true, false).narrow(values));
    }
    return masks;
  }

  private List<TUint8> allocate(int size) {
    List<TUint8> masks = new ArrayList<>();
    for (Shape shape : shapes) {
      masks.add(TUint8.tensorOf(shape.prepend(size)));
    }
    return masks;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the masks of dropout.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The masks of dropout could not be made.", e.getCause());
    }
  }

  @Override
  public void close() {
    if (made != null) {
      // It writes into the tensors.
      await(made);
    }
    thread.shutdown();
    tensors.forEach(sizes -> sizes.values().forEach(masks -> masks.forEach(TUint8::close)));
  }
}
