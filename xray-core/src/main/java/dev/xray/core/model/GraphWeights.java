package dev.xray.core.model;

import dev.xray.core.XrayException;
import dev.xray.core.network.InferenceGraph;
import dev.xray.core.network.NamedArray;
import dev.xray.core.network.NetworkSummary;
import dev.xray.core.network.Weights;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/** Reads the weights out of the constants of an inference graph. */
final class GraphWeights {
  private GraphWeights() {}

  /**
   * The weights of a graph.
   *
   * @throws XrayException if a variable of the network has no constant of its shape
   */
  static Weights of(GraphDef graph, NetworkSummary network) throws XrayException {
    Map<String, NodeDef> nodes =
        graph.getNodeList().stream()
            .filter(node -> node.getOp().equals("Const"))
            .collect(Collectors.toMap(NodeDef::getName, Function.identity(), (a, b) -> a));
    List<NamedArray> arrays = new ArrayList<>();
    for (NetworkSummary.Variable variable : network.variables()) {
      NodeDef node = nodes.get(variable.name());
      if (node == null) {
        throw new XrayException("has no weights " + variable.name());
      }
      TensorProto tensor = node.getAttrOrThrow("value").getTensor();
      arrays.add(new NamedArray(variable.name(), shape(tensor), values(tensor)));
    }
    Weights weights = new Weights(arrays);
    if (!weights.fit(network)) {
      throw new XrayException("has weights of another network than model.json says");
    }
    return weights;
  }

  /** By which the graph multiplies its logits; 1 where it does not. */
  static float logitScale(GraphDef graph) throws XrayException {
    for (NodeDef node : graph.getNodeList()) {
      if (node.getName().equals(InferenceGraph.LOGIT_SCALE)) {
        float[] values = values(node.getAttrOrThrow("value").getTensor());
        if (values.length != 1) {
          throw new XrayException("has a graph with " + values.length + " temperatures");
        }
        return values[0];
      }
    }
    return 1;
  }

  private static long[] shape(TensorProto tensor) {
    return tensor.getTensorShape().getDimList().stream().mapToLong(dim -> dim.getSize()).toArray();
  }

  /** TensorFlow writes arrays as little-endian bytes and single numbers as a list. */
  private static float[] values(TensorProto tensor) {
    if (tensor.getTensorContent().isEmpty()) {
      float[] values = new float[tensor.getFloatValCount()];
      for (int i = 0; i < values.length; i++) {
        values[i] = tensor.getFloatVal(i);
      }
      return values;
    }
    float[] values = new float[tensor.getTensorContent().size() / Float.BYTES];
    tensor
        .getTensorContent()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }
}
