package dev.xray.benchmarks;

import dev.xray.core.model.ModelBundle;
import dev.xray.core.model.OnnxNetwork;
import dev.xray.core.network.InferenceGraph;
import dev.xray.core.network.InferenceNetwork;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.nio.file.Path;
import java.util.Locale;

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
    ModelBundle model = ModelBundle.read(folder.resolve("model.jar"));
    Engine engine =
        arguments[0].equals("onnx")
            ? OnnxNetwork.of(model, threads)::probabilities
            : tensorFlow(model, threads);
    InferenceWorker worker = new InferenceWorker(engine, ExportedBatches.test(folder));
    float[] expected = ExportedBatches.floats(folder.resolve("probabilities.f32"));
    Worker.serve(
        worker::run, String.format(Locale.ROOT, "difference %.3g", worker.difference(expected)));
  }

  private static Engine tensorFlow(ModelBundle model, int threads) throws Exception {
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
