package dev.xray.core.model;

import dev.xray.core.network.InferenceGraph;
import dev.xray.core.network.NamedArray;
import dev.xray.core.network.Weights;
import java.util.Iterator;
import java.util.List;

/**
 * {@code model.onnx}: the inference graph once more, for ONNX Runtime. Input and output have the
 * names, types and shapes of the SavedModel's signature; inside, images are turned to channels
 * first and back, as ONNX's convolution wants them.
 */
final class OnnxFile {
  private final ModelDescription description;
  private final Iterator<NamedArray> weights;
  private final OnnxGraph graph = new OnnxGraph();

  private OnnxFile(ModelDescription description, Weights weights) {
    this.description = description;
    this.weights = weights.arrays().iterator();
  }

  /** The file's bytes, the same for the same model. */
  static byte[] write(ModelDescription description, Weights weights) {
    OnnxFile file = new OnnxFile(description, weights);
    file.addLayers();
    return file.graph.model(description.name(), description.disclaimer());
  }

  private void addLayers() {
    String x = graph.input(InferenceGraph.INPUT, description.height(), description.width(), 1);
    x = transposed("channels_first", x, 0, 3, 1, 2);
    if (description.network().channels() > 1) {
      String repeats = graph.longs("repeats", 1, description.network().channels(), 1, 1);
      x = graph.node("Tile", "channels", List.of(), x, repeats);
    }
    for (int i = 1; i <= description.network().filters().size(); i++) {
      x = graph.convolution(x, "conv" + i, weights.next(), weights.next());
    }
    x = transposed("channels_last", x, 0, 2, 3, 1);
    x = graph.node("Flatten", "flatten", List.of(OnnxGraph.integer("axis", 1)), x);
    for (int i = 1; i <= description.network().dense().size(); i++) {
      x = graph.node("Relu", "dense" + i + "/relu", List.of(), dense(x, "dense" + i));
    }
    String logits = dense(x, "output");
    float scale = InferenceGraph.logitScale(description.temperature());
    if (scale != 1) {
      NamedArray factor =
          new NamedArray(InferenceGraph.LOGIT_SCALE, new long[0], new float[] {scale});
      String constant = graph.floats(factor.name(), factor);
      logits = graph.node("Mul", "calibration/logits", List.of(), logits, constant);
    }
    graph.node("Sigmoid", InferenceGraph.OUTPUT, List.of(), logits);
    graph.output(InferenceGraph.OUTPUT, 1);
  }

  private String transposed(String name, String x, long... permutation) {
    return graph.node("Transpose", name, List.of(OnnxGraph.ints("perm", permutation)), x);
  }

  private String dense(String x, String name) {
    NamedArray kernel = weights.next();
    NamedArray bias = weights.next();
    String product =
        graph.node("MatMul", name + "/product", List.of(), x, graph.floats(kernel.name(), kernel));
    return graph.node("Add", name + "/biased", List.of(), product, graph.floats(bias.name(), bias));
  }
}
