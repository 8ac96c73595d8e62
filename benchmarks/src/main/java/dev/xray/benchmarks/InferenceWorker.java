package dev.xray.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.network.InferenceGraph;
import dev.xray.core.network.InferenceNetwork;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Prediction from Java with the trained model. Arguments: {@code tensorflow} or {@code onnx},
 * folder of {@link PeerFiles}, threads. It is asked for {@code batches SIZE N}. It says first how
 * far its probabilities are from the exported ones.
 */
public final class InferenceWorker {
  /** Predicts images, the first so many of an array. */
  private interface Engine {
    float[] probabilities(float[] pixels, int size) throws Exception;
  }

  private static final int LARGEST = 32;

  private final Engine engine;
  private final ExportedBatches test;

  private InferenceWorker(Engine engine, ExportedBatches test) {
    this.engine = engine;
    this.test = test;
  }

  /** Works. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    Engine engine =
        arguments[0].equals("onnx") ? onnxRuntime(folder, threads) : tensorFlow(folder, threads);
    InferenceWorker worker = new InferenceWorker(engine, ExportedBatches.test(folder));
    float[] expected = ExportedBatches.floats(folder.resolve("probabilities.f32"));
    Worker.serve(
        worker::run, String.format(Locale.ROOT, "difference %.3g", worker.difference(expected)));
  }

  private static Engine tensorFlow(Path folder, int threads) throws Exception {
    ModelBundle model = ModelBundle.read(folder.resolve("model.jar"));
    int width = model.description().width();
    int height = model.description().height();
    InferenceNetwork network =
        new InferenceNetwork(
            TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, threads, true)),
            InferenceGraph.of(model.description().network(), width, height, model.weights()),
            width,
            height);
    return network::probabilities;
  }

  /** As xray's classifier does it, whose class for that is not public. */
  private static Engine onnxRuntime(Path folder, int threads) throws Exception {
    int side = ExportedBatches.side(folder);
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(LARGEST * side * side * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    OrtSession session =
        environment.createSession(folder.resolve("model.onnx").toString(), options);
    return (pixels, size) -> {
      long[] shape = {size, side, side, 1};
      buffer.clear().put(pixels, 0, size * side * side).flip();
      try (OnnxTensor images = OnnxTensor.createTensor(environment, buffer, shape);
          OrtSession.Result result = session.run(Map.of(InferenceGraph.INPUT, images))) {
        float[] probabilities = new float[size];
        ((OnnxTensor) result.get(0)).getFloatBuffer().get(probabilities);
        return probabilities;
      }
    };
  }

  /**
   * Image by image: a session that sees a large batch first keeps its dense kernel as that wants
   * it, and then takes twice as long for one image.
   */
  private double difference(float[] expected) throws Exception {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      float found = engine.probabilities(test.images(i, 1), 1)[0];
      largest = Math.max(largest, Math.abs(found - expected[i]));
    }
    return largest;
  }

  private double run(String[] words) throws Exception {
    int size = Integer.parseInt(words[1]);
    float[] batch = test.images(0, size);
    for (int i = 0; i < Integer.parseInt(words[2]); i++) {
      engine.probabilities(batch, size);
    }
    return Double.NaN;
  }
}
