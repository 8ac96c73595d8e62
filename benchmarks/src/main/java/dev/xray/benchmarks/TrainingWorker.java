package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.network.AdamSettings;
import dev.xray.core.network.AdamState;
import dev.xray.core.network.GlorotUniform;
import dev.xray.core.network.TrainingNetwork;
import dev.xray.core.pipeline.Recipe;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.TrainingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * xray's training step on exported batches. Arguments: folder of {@link PeerFiles}, threads. It is
 * asked for {@code steps N}, which it takes on full batches in turn, or for {@code epoch N}, one
 * pass over an exported epoch, and tells the mean loss of its images.
 */
public final class TrainingWorker {
  private final Path folder;
  private final int batchSize;
  private final TrainingNetwork network;
  private final float[] ones;
  private final List<float[]> images = new ArrayList<>();
  private final List<float[]> labels = new ArrayList<>();
  private int next;

  private TrainingWorker(Path folder, int threads) throws Exception {
    this.folder = folder;
    Recipe recipe = Recipe.article();
    TrainingSettings training = recipe.training();
    int side = ExportedBatches.side(folder);
    Seed seed = new Seed(ExportedBatches.seed(folder));
    batchSize = training.batchSize();
    ones = new float[batchSize];
    Arrays.fill(ones, 1);
    network =
        new TrainingNetwork(
            TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, threads, true)),
            recipe.network(),
            side,
            side,
            new AdamSettings(
                training.learningRate(), training.beta1(), training.beta2(), training.epsilon()),
            seed);
    network.restore(AdamState.start(GlorotUniform.weights(recipe.network(), side, side, seed)));
    ExportedBatches epoch = ExportedBatches.epoch(folder, 1);
    for (int first = 0; first + batchSize <= epoch.count(); first += batchSize) {
      images.add(epoch.images(first, batchSize));
      labels.add(epoch.labels(first, batchSize));
    }
  }

  /** Works. */
  public static void main(String[] arguments) throws Exception {
    TrainingWorker worker =
        new TrainingWorker(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Worker.serve(worker::run, "");
  }

  private double run(String[] words) throws Exception {
    int number = Integer.parseInt(words[1]);
    return words[0].equals("epoch") ? epoch(number) : steps(number);
  }

  private double steps(int count) {
    double loss = 0;
    for (int i = 0; i < count; i++) {
      loss += step(images.get(next), labels.get(next), batchSize);
      next = (next + 1) % images.size();
    }
    return loss / ((double) count * batchSize);
  }

  private double epoch(int number) throws Exception {
    ExportedBatches epoch = ExportedBatches.epoch(folder, number);
    double loss = 0;
    for (int first = 0; first < epoch.count(); first += batchSize) {
      int size = Math.min(batchSize, epoch.count() - first);
      loss += step(epoch.images(first, size), epoch.labels(first, size), size);
    }
    return loss / epoch.count();
  }

  /** Sum of the cross-entropies, dropout on, before the step. */
  private double step(float[] pixels, float[] truth, int size) {
    float[] logits = network.step(pixels, truth, ones, size);
    double loss = 0;
    for (int i = 0; i < size; i++) {
      double signed = truth[i] == 1 ? -logits[i] : logits[i];
      loss += Math.max(signed, 0) + Math.log1p(Math.exp(-Math.abs(signed)));
    }
    return loss;
  }
}
