package dev.xray.benchmarks;

import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Assign;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * What the machine can do at most: float32 products of matrices of {@value #SIZE} × {@value #SIZE}
 * with TensorFlow's own kernel. Argument: threads. It is asked for {@code products N}.
 */
public final class GemmWorker {
  static final int SIZE = 2048;

  private GemmWorker() {}

  /** Works. */
  public static void main(String[] arguments) throws Exception {
    TensorFlowRuntime runtime =
        TensorFlowRuntime.load(
            new RuntimeSettings(Device.CPU, Integer.parseInt(arguments[0]), true));
    try (Graph graph = new Graph();
        Session session = new Session(graph, ConfigProto.parseFrom(runtime.sessionConfig()));
        TFloat32 values =
            TFloat32.tensorOf(
                Shape.of(SIZE, SIZE),
                tensor -> tensor.scalars().forEachIndexed((at, v) -> v.setFloat(at[1] % 7 - 3)))) {
      Ops tf = Ops.create(graph);
      // A variable: what is constant would be multiplied once, before the first run.
      var fed = tf.placeholder(TFloat32.class);
      var matrix = tf.variable(Shape.of(SIZE, SIZE), TFloat32.class);
      Assign<TFloat32> assign = tf.assign(matrix, fed);
      var product = tf.linalg.matMul(matrix, matrix);
      session.runner().feed(fed, values).addTarget(assign).run().close();
      Worker.serve(
          words -> {
            for (int i = 0; i < Integer.parseInt(words[1]); i++) {
              session.runner().addTarget(product).run().close();
            }
            return 2.0 * SIZE * SIZE * SIZE;
          },
          "");
    }
  }
}
