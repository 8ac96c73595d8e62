package dev.xray.core.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;

/** One TensorFlow variable for each variable of a network: the weights, or one of Adam's slots. */
final class VariableGroup {
  private final NetworkSummary summary;
  private final List<Output<?>> variables = new ArrayList<>();
  private final List<Output<?>> reads = new ArrayList<>();
  private final List<Output<?>> placeholders = new ArrayList<>();
  private final List<Output<?>> assignments = new ArrayList<>();

  /**
   * Adds the variables to a graph.
   *
   * @param prefix of their names
   */
  VariableGroup(GraphOps ops, NetworkSummary summary, String prefix) {
    this.summary = summary;
    for (NetworkSummary.Variable variable : summary.variables()) {
      String name = prefix + variable.name();
      Output<?> node = ops.variable(name, variable.dimensions());
      Output<?> placeholder =
          ops.placeholder(name + "/value", DataType.DT_FLOAT, variable.dimensions());
      variables.add(node);
      reads.add(ops.add("Identity", name + "/read", node));
      placeholders.add(placeholder);
      assignments.add(ops.add("Assign", name + "/assign", node, placeholder));
    }
  }

  /** References, for updates. */
  List<Output<?>> variables() {
    return variables;
  }

  /** Values, for the layers. */
  List<Output<?>> reads() {
    return reads;
  }

  /** Copies values in. */
  void assign(Session session, Weights weights) {
    if (!weights.fit(summary)) {
      throw new IllegalArgumentException("weights of another network");
    }
    for (int i = 0; i < variables.size(); i++) {
      NamedArray array = weights.arrays().get(i);
      try (TFloat32 value =
          TFloat32.tensorOf(Shape.of(array.shape()), DataBuffers.of(array.values(), true, false))) {
        session
            .runner()
            .feed(placeholders.get(i), value)
            .addTarget(assignments.get(i).op())
            .run()
            .close();
      }
    }
  }

  /** Copies values out. */
  Weights values(Session session) {
    List<NamedArray> arrays = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      NetworkSummary.Variable variable = summary.variables().get(i);
      try (Result result = session.runner().fetch(reads.get(i)).run()) {
        float[] values = TrainingNetwork.floats(result.get(0), Math.toIntExact(variable.size()));
        arrays.add(new NamedArray(variable.name(), variable.dimensions(), values));
      }
    }
    return new Weights(arrays);
  }
}
