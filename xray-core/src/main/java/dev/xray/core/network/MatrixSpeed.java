package dev.xray.core.network;

import dev.xray.core.runtime.TensorFlowRuntime;
import java.util.OptionalDouble;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/**
 * How fast TensorFlow multiplies large float32 matrices on a device with the runtime's threads: a
 * ceiling for networks, which do little else. It holds for the moment in which it is measured:
 * other work on the machine lowers it.
 */
public final class MatrixSpeed {
  /** A power of two, so that products of matrices full of its reciprocal are exactly the same. */
  private static final int SIZE = 1024;

  /** Multiplications in a run, so that feeding the first matrix does not count on a GPU. */
  private static final int CHAIN = 4;

  private static final double OPERATIONS = 2.0 * CHAIN * SIZE * SIZE * SIZE;
  private static final double SECONDS = 0.1;

  private MatrixSpeed() {}

  /**
   * Measures for a tenth of a second, or one run of 9 GFLOP where that takes longer, after as long
   * a run to warm up.
   *
   * @param runtime where to
   * @return 10⁹ floating point operations a second in the best run; empty if TensorFlow refuses,
   *     such as where a GPU has no memory left
   */
  public static OptionalDouble gflopPerSecond(TensorFlowRuntime runtime) {
    try (Graph graph = new Graph();
        TFloat32 matrix = TFloat32.tensorOf(Shape.of(SIZE, SIZE), MatrixSpeed::fill)) {
      GraphOps ops = new GraphOps(graph);
      Output<?> input = ops.placeholder("matrix", DataType.DT_FLOAT, SIZE, SIZE);
      Output<?> product = input;
      for (int i = 0; i < CHAIN; i++) {
        product = ops.add("MatMul", "product" + i, product, input);
      }
      try (Session session = Sessions.open(graph, runtime)) {
        Session.Runner runner =
            session.runner().feed(input, matrix).addTarget((GraphOperation) product.op());
        return OptionalDouble.of(OPERATIONS / 1e9 / fastest(runner));
      }
    } catch (TensorFlowException e) {
      return OptionalDouble.empty();
    }
  }

  /** Seconds of the fastest run. */
  private static double fastest(Session.Runner runner) {
    runner.run().close();
    double fastest = Double.MAX_VALUE;
    for (double spent = 0; spent < SECONDS; ) {
      long start = System.nanoTime();
      runner.run().close();
      double seconds = (System.nanoTime() - start) / 1e9;
      fastest = Math.min(fastest, seconds);
      spent += seconds;
    }
    return fastest;
  }

  private static void fill(TFloat32 matrix) {
    matrix.scalars().forEach(value -> value.setFloat(1f / SIZE));
  }
}
