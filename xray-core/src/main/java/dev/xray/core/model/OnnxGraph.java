package dev.xray.core.model;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import dev.xray.core.network.NamedArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A graph of ONNX operations that is built node by node; each node is named after its output. */
final class OnnxGraph {
  /** Version of the operator set: the oldest in which the shape of Unsqueeze and co. is settled. */
  static final int OPSET = 13;

  private static final int IR_VERSION = 7;
  private static final String BATCH = "batch";

  private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();

  /**
   * Adds a float32 input.
   *
   * @param sizes of its dimensions after the first, which is the batch
   */
  String input(String name, int... sizes) {
    graph.addInput(tensor(name, sizes));
    return name;
  }

  /** Makes the output of a node one of the graph; sizes as for {@link #input}. */
  void output(String name, int... sizes) {
    graph.addOutput(tensor(name, sizes));
  }

  /** Adds an operation with one output. */
  String node(
      String operation, String output, List<OnnxMl.AttributeProto> attributes, String... inputs) {
    graph.addNode(
        OnnxMl.NodeProto.newBuilder()
            .setOpType(operation)
            .setName(output)
            .addAllInput(List.of(inputs))
            .addOutput(output)
            .addAllAttribute(attributes));
    return output;
  }

  /**
   * Adds a convolution without padding, relu, and pooling of 2 x 2.
   *
   * @param x channels first
   * @param kernel [height, width, in, out]
   */
  String convolution(String x, String name, NamedArray kernel, NamedArray bias) {
    String convolved =
        node(
            "Conv",
            name + "/convolution",
            List.of(),
            x,
            floats(kernel.name(), outputFirst(kernel)),
            floats(bias.name(), bias));
    return node(
        "MaxPool",
        name + "/pool",
        List.of(ints("kernel_shape", 2, 2), ints("strides", 2, 2)),
        node("Relu", name + "/relu", List.of(), convolved));
  }

  /** Adds a float32 constant. */
  String floats(String name, NamedArray array) {
    ByteBuffer bytes =
        ByteBuffer.allocate(array.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(array.values());
    return constant(
        name, OnnxMl.TensorProto.DataType.FLOAT, array.shape(), ByteString.copyFrom(bytes));
  }

  /** Adds an int64 vector. */
  String longs(String name, long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return constant(
        name,
        OnnxMl.TensorProto.DataType.INT64,
        new long[] {values.length},
        ByteString.copyFrom(bytes));
  }

  /** An attribute that is a number. */
  static OnnxMl.AttributeProto integer(String name, long value) {
    return OnnxMl.AttributeProto.newBuilder()
        .setName(name)
        .setType(OnnxMl.AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  /** An attribute that is a list of numbers. */
  static OnnxMl.AttributeProto ints(String name, long... values) {
    OnnxMl.AttributeProto.Builder attribute =
        OnnxMl.AttributeProto.newBuilder()
            .setName(name)
            .setType(OnnxMl.AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  /** The bytes of a model file, the same for the same graph. */
  byte[] model(String name, String documentation) {
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("xray")
        .setDocString(documentation)
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(graph.setName(name))
        .build()
        .toByteArray();
  }

  private String constant(
      String name, OnnxMl.TensorProto.DataType type, long[] shape, ByteString bytes) {
    OnnxMl.TensorProto.Builder tensor =
        OnnxMl.TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(bytes);
    for (long size : shape) {
      tensor.addDims(size);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /** From [height, width, in, out] to [out, in, height, width]. */
  private static NamedArray outputFirst(NamedArray kernel) {
    int height = (int) kernel.shape()[0];
    int width = (int) kernel.shape()[1];
    int in = (int) kernel.shape()[2];
    int out = (int) kernel.shape()[3];
    float[] from = kernel.values();
    float[] to = new float[from.length];
    for (int h = 0; h < height; h++) {
      for (int w = 0; w < width; w++) {
        for (int i = 0; i < in; i++) {
          for (int o = 0; o < out; o++) {
            to[((o * in + i) * height + h) * width + w] =
                from[((h * width + w) * in + i) * out + o];
          }
        }
      }
    }
    return new NamedArray(kernel.name(), new long[] {out, in, height, width}, to);
  }

  /** A float32 tensor, the first dimension of which is the batch. */
  private static OnnxMl.ValueInfoProto tensor(String name, int... sizes) {
    OnnxMl.TensorShapeProto.Builder shape =
        OnnxMl.TensorShapeProto.newBuilder()
            .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    for (int size : sizes) {
      shape.addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }
}
