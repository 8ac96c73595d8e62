package dev.xray.core.runtime;

import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Scope;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.RunMetadata;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/**
 * Observes whether TensorFlow uses oneDNN kernels. It depends on the environment, on the CPU and on
 * the build, so a small convolution is run and the graph that TensorFlow really executed is read:
 * with oneDNN its convolution has become one whose name starts with {@code _Mkl}.
 */
final class OneDnn {
  private OneDnn() {}

  /**
   * Whether oneDNN kernels run in this process.
   *
   * @param config of the session to try
   */
  static boolean observed(ConfigProto config) {
    try (Graph graph = new Graph();
        Session session = new Session(graph, config);
        TFloat32 image = TFloat32.tensorOf(Shape.of(1, 8, 8, 1), t -> fill(t));
        TFloat32 kernel = TFloat32.tensorOf(Shape.of(3, 3, 1, 4), t -> fill(t))) {
      Output<?> images = placeholder(graph, "images");
      Output<?> kernels = placeholder(graph, "kernels");
      Scope scope = graph.baseScope();
      GraphOperation convolution =
          graph
              .opBuilder("Conv2D", "convolution", scope)
              .addInput(images)
              .addInput(kernels)
              .setAttr("strides", new long[] {1, 1, 1, 1})
              .setAttr("padding", "VALID")
              .setDevice("/device:CPU:0")
              .build();
      RunOptions options = RunOptions.newBuilder().setOutputPartitionGraphs(true).build();
      try (Result result =
          session
              .runner()
              .setOptions(options)
              .feed(images, image)
              .feed(kernels, kernel)
              .fetch(convolution.output(0))
              .runAndFetchMetadata()) {
        return result.getMetadata().map(OneDnn::usesIt).orElse(false);
      }
    }
  }

  private static void fill(TFloat32 tensor) {
    tensor.scalars().forEach(scalar -> scalar.setFloat(1));
  }

  private static Output<?> placeholder(Graph graph, String name) {
    return graph
        .opBuilder("Placeholder", name, graph.baseScope())
        .setAttr("dtype", DataType.DT_FLOAT)
        .build()
        .output(0);
  }

  private static boolean usesIt(RunMetadata metadata) {
    return metadata.getPartitionGraphsList().stream()
        .map(GraphDef::getNodeList)
        .flatMap(nodes -> nodes.stream())
        .anyMatch(node -> node.getOp().startsWith("_Mkl"));
  }
}
