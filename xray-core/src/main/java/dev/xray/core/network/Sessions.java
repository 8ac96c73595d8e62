package dev.xray.core.network;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.xray.core.runtime.TensorFlowRuntime;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.proto.ConfigProto;

/** Opens sessions as the runtime is configured. */
final class Sessions {
  private Sessions() {}

  static Session open(Graph graph, TensorFlowRuntime runtime) {
    try {
      return new Session(graph, ConfigProto.parseFrom(runtime.sessionConfig()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }
}
