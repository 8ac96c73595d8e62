package dev.xray.core.model;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.xray.core.XrayException;
import dev.xray.core.network.InferenceGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * {@code saved_model.pb}: the inference graph with its weights as constants and the signature
 * {@code serving_default}. Without variables there is nothing to restore, so the file is all of the
 * SavedModel and no operation in it touches files.
 */
final class SavedModelFile {
  private static final String TAG = "serve";
  private static final String SIGNATURE = "serving_default";
  private static final long SCHEMA_VERSION = 1;

  private SavedModelFile() {}

  /** The file's bytes, the same for the same graph: maps are written in the order of their keys. */
  static byte[] write(GraphDef graph, int width, int height, String tensorFlowVersion) {
    MetaGraphDef.MetaInfoDef about =
        MetaGraphDef.MetaInfoDef.newBuilder()
            .addTags(TAG)
            .setTensorflowVersion(tensorFlowVersion)
            .build();
    MetaGraphDef metaGraph =
        MetaGraphDef.newBuilder()
            .setMetaInfoDef(about)
            .setGraphDef(graph)
            .putSignatureDef(SIGNATURE, signature(width, height))
            .build();
    return bytes(
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(SCHEMA_VERSION)
            .addMetaGraphs(metaGraph)
            .build());
  }

  private static SignatureDef signature(int width, int height) {
    return SignatureDef.newBuilder()
        .setMethodName("tensorflow/serving/predict")
        .putInputs(InferenceGraph.INPUT, tensor(InferenceGraph.INPUT, -1, height, width, 1))
        .putOutputs(InferenceGraph.OUTPUT, tensor(InferenceGraph.OUTPUT, -1, 1))
        .build();
  }

  private static TensorInfo tensor(String name, long... sizes) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorInfo.newBuilder()
        .setName(name + ":0")
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(shape)
        .build();
  }

  private static byte[] bytes(SavedModel model) {
    byte[] bytes = new byte[model.getSerializedSize()];
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.useDeterministicSerialization();
    try {
      model.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }

  /**
   * The graph of a file.
   *
   * @param bytes of the file
   * @param width that its input must have
   * @param height that its input must have
   * @throws XrayException if it is no SavedModel with xray's signature, has an input of another
   *     shape, or an operation that no model of xray has; reads on after the file's name
   */
  static GraphDef read(byte[] bytes, int width, int height) throws XrayException {
    SavedModel model;
    try {
      model = SavedModel.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new XrayException("is no SavedModel", e);
    }
    if (model.getMetaGraphsCount() != 1) {
      throw new XrayException("has " + model.getMetaGraphsCount() + " graphs, but must have one");
    }
    MetaGraphDef metaGraph = model.getMetaGraphs(0);
    if (!signature(width, height).equals(metaGraph.getSignatureDefMap().get(SIGNATURE))) {
      throw new XrayException(
          "has another signature than "
              + SIGNATURE
              + ": image float32 [batch, "
              + height
              + ", "
              + width
              + ", 1] to probability float32 [batch, 1]");
    }
    List<String> strange = GraphOperations.notAllowed(metaGraph.getGraphDef());
    if (!strange.isEmpty()) {
      throw new XrayException(
          "has operations that no model of xray has: " + String.join(", ", strange));
    }
    return metaGraph.getGraphDef();
  }
}
