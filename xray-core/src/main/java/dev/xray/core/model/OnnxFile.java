package dev.xray.core.model;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import dev.xray.core.network.InferenceGraph;
import dev.xray.core.network.NamedArray;
import dev.xray.core.network.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.List;

/**
 * {@code model.onnx}: the inference graph once more, for ONNX Runtime. Input and output have the
 * names, types and shapes of the SavedModel's signature; inside, images are turned to channels
 * first and back, as ONNX's convolution wants them.
 */
final class OnnxFile {
  /** Version of the operator set: the oldest in which the shape of Unsqueeze and co. is settled. */
  static final int OPSET = 13;

  private static final int IR_VERSION = 7;
  private static final String BATCH = "batch";

  private final ModelDescription description;
  private final Iterator<NamedArray> weights;
  private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();

  private OnnxFile(ModelDescription description, Weights weights) {
    this.description = description;
    this.weights = weights.arrays().iterator();
  }

  /** The file's bytes, the same for the same model. */
  static byte[] write(ModelDescription description, Weights weights) {
    OnnxFile file = new OnnxFile(description, weights);
    file.addLayers();
    return OnnxMl.ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("xray")
        .setDocString(description.disclaimer())
        .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
        .setGraph(file.graph.setName(description.name()))
        .build()
        .toByteArray();
  }

  private void addLayers() {
    int height = description.height();
    int width = description.width();
    graph.addInput(tensor(InferenceGraph.INPUT, height, width, 1));
    String x = node("Transpose", "channels_first", ints("perm", 0, 3, 1, 2), InferenceGraph.INPUT);
    if (description.network().channels() > 1) {
      String repeats = longs("repeats", 1, description.network().channels(), 1, 1);
      x = node("Tile", "channels", List.of(), x, repeats);
    }
    for (int i = 1; i <= description.network().filters().size(); i++) {
      x = convolution(x, "conv" + i);
    }
    x = node("Transpose", "channels_last", ints("perm", 0, 2, 3, 1), x);
    x = node("Flatten", "flatten", ints("axis", 1), x);
    for (int i = 1; i <= description.network().dense().size(); i++) {
      x = node("Relu", "dense" + i + "/relu", List.of(), dense(x, "dense" + i));
    }
    String logits = dense(x, "output");
    float scale = InferenceGraph.logitScale(description.temperature());
    if (scale != 1) {
      NamedArray factor =
          new NamedArray(InferenceGraph.LOGIT_SCALE, new long[0], new float[] {scale});
      logits = node("Mul", "calibration/logits", List.of(), logits, floats(factor.name(), factor));
    }
    node("Sigmoid", InferenceGraph.OUTPUT, List.of(), logits);
    graph.addOutput(tensor(InferenceGraph.OUTPUT, 1));
  }

  private String convolution(String x, String name) {
    NamedArray kernel = weights.next();
    NamedArray bias = weights.next();
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
        List.of(attribute("kernel_shape", 2, 2), attribute("strides", 2, 2)),
        node("Relu", name + "/relu", List.of(), convolved));
  }

  private String dense(String x, String name) {
    NamedArray kernel = weights.next();
    NamedArray bias = weights.next();
    String product = node("MatMul", name + "/product", List.of(), x, floats(kernel.name(), kernel));
    return node("Add", name + "/biased", List.of(), product, floats(bias.name(), bias));
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

  private String node(
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

  private static List<OnnxMl.AttributeProto> ints(String name, long... values) {
    return List.of(attribute(name, values));
  }

  private static OnnxMl.AttributeProto attribute(String name, long... values) {
    OnnxMl.AttributeProto.Builder attribute = OnnxMl.AttributeProto.newBuilder().setName(name);
    if (name.equals("axis")) {
      return attribute.setType(OnnxMl.AttributeProto.AttributeType.INT).setI(values[0]).build();
    }
    attribute.setType(OnnxMl.AttributeProto.AttributeType.INTS);
    for (long value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  private String floats(String name, NamedArray array) {
    ByteBuffer bytes =
        ByteBuffer.allocate(array.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(array.values());
    return constant(
        name, OnnxMl.TensorProto.DataType.FLOAT, array.shape(), ByteString.copyFrom(bytes));
  }

  private String longs(String name, long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return constant(
        name,
        OnnxMl.TensorProto.DataType.INT64,
        new long[] {values.length},
        ByteString.copyFrom(bytes));
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
