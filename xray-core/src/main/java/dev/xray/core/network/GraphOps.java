package dev.xray.core.network;

import java.util.function.UnaryOperator;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Scope;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;

/**
 * Adds raw operations to a graph, whose numbers are float32 unless a test wants more digits. Raw,
 * since the typed Java API offers only the V2 pooling operations, which are 1.5 times slower end to
 * end.
 */
final class GraphOps {
  private final Graph graph;
  private final Scope scope;
  private final DataType type;

  GraphOps(Graph graph) {
    this(graph, DataType.DT_FLOAT);
  }

  /** Operations on float32 or float64. */
  GraphOps(Graph graph, DataType type) {
    this.graph = graph;
    this.scope = graph.baseScope();
    this.type = type;
  }

  Graph graph() {
    return graph;
  }

  /** Adds an operation without attributes and gives its first output. */
  Output<?> add(String type, String name, Output<?>... inputs) {
    return add(type, name, attributes -> attributes, inputs);
  }

  /** Adds an operation with attributes and gives its first output. */
  Output<?> add(
      String type, String name, UnaryOperator<OperationBuilder> attributes, Output<?>... inputs) {
    OperationBuilder builder = graph.opBuilder(type, name, scope);
    for (Output<?> input : inputs) {
      builder.addInput(input);
    }
    return attributes.apply(builder).build().output(0);
  }

  /** Adds an operation that is run for its effect, after others. */
  GraphOperation target(String type, String name, Iterable<Output<?>> after, Output<?>... inputs) {
    OperationBuilder builder = graph.opBuilder(type, name, scope);
    for (Output<?> input : inputs) {
      builder.addInput(input);
    }
    for (Output<?> output : after) {
      builder.addControlInput(output.op());
    }
    return (GraphOperation) builder.build();
  }

  /** A value that is fed. */
  Output<?> placeholder(String name, DataType type, long... shape) {
    return add(
        "Placeholder",
        name,
        attributes -> attributes.setAttr("dtype", type).setAttr("shape", Shape.of(shape)));
  }

  /** A variable that lives in the session. */
  Output<?> variable(String name, long... shape) {
    return add(
        "VariableV2",
        name,
        attributes ->
            attributes.setAttr("dtype", DataType.DT_FLOAT).setAttr("shape", Shape.of(shape)));
  }

  /** A constant array. */
  Output<?> constant(String name, NamedArray array) {
    try (TFloat32 tensor =
        TFloat32.tensorOf(Shape.of(array.shape()), DataBuffers.of(array.values(), true, false))) {
      return constant(name, DataType.DT_FLOAT, tensor);
    }
  }

  /** A constant number. */
  Output<?> number(String name, double value) {
    try (Tensor tensor =
        type == DataType.DT_FLOAT ? TFloat32.scalarOf((float) value) : TFloat64.scalarOf(value)) {
      return constant(name, type, tensor);
    }
  }

  /** Something multiplied by a constant number; the thing itself for 1. */
  Output<?> scale(String name, Output<?> x, double factor) {
    return factor == 1 ? x : add("Mul", name, x, number(name + "/factor", factor));
  }

  /** Numbers from integers. */
  Output<?> numbers(String name, Output<?> integers) {
    return add("Cast", name, attributes -> attributes.setAttr("DstT", type), integers);
  }

  /** A constant vector of integers. */
  Output<?> integers(String name, int... values) {
    try (TInt32 tensor = TInt32.vectorOf(values)) {
      return constant(name, DataType.DT_INT32, tensor);
    }
  }

  private Output<?> constant(String name, DataType type, Tensor tensor) {
    return add(
        "Const", name, attributes -> attributes.setAttr("dtype", type).setAttr("value", tensor));
  }
}
