package dev.xray.benchmarks;

import dev.xray.core.Disclaimer;
import dev.xray.core.Json;
import dev.xray.core.Seed;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.image.Pixels;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.network.GlorotUniform;
import dev.xray.core.network.NamedArray;
import dev.xray.core.network.NetworkSummary;
import dev.xray.core.network.Weights;
import dev.xray.core.pipeline.Recipe;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Predictor;
import dev.xray.core.training.Trainer;
import dev.xray.core.training.TrainingListener;
import dev.xray.core.training.TrainingPlan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes what all contenders of {@code benchmarks/peers.sh} are given, for one seed.
 *
 * <p>Besides the batches of {@link ExportBatches}: {@code initial.f32}, the weights before
 * training, and {@code trained.f32}, those after the exported epochs, all variables one after the
 * other in the order of the layers, in Keras's shapes; {@code model.onnx}, the trained model as
 * xray ships it; {@code probabilities.f32}, what xray says of the test images with it; {@code
 * flops.json}, the work of one image; {@code files.txt}, all image files, and {@code
 * preprocessed.u8}, what xray makes of them.
 */
public final class PeerFiles {
  private PeerFiles() {}

  /**
   * Exports.
   *
   * @param arguments folder of the data, folder to write, seed, epochs
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    Seed seed = new Seed(Long.parseLong(arguments[2]));
    Recipe recipe =
        Recipe.article().with(Map.of("training.epochs", Integer.parseInt(arguments[3])));
    ArticleData data = new ArticleData(Path.of(arguments[0]), recipe, seed);
    TrainingPlan plan =
        new TrainingPlan(recipe.network(), recipe.training(), recipe.augmentation(), seed);
    Pixels training = data.pixels(Part.TRAINING);
    Pixels test = data.pixels(Part.TEST);
    ExportBatches.write(folder, plan, training, test);
    write(
        folder.resolve("initial.f32"),
        GlorotUniform.weights(plan.network(), test.width(), test.height(), seed));
    Json.write(
        folder.resolve("flops.json"),
        Flops.of(NetworkSummary.of(plan.network(), test.width(), test.height())));

    writeImages(folder, data);

    TensorFlowRuntime runtime = TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true));
    Weights trained =
        new Trainer(runtime, plan)
            .train(training, Optional.empty(), TrainingListener.NONE, Optional.empty())
            .weights();
    write(folder.resolve("trained.f32"), trained);
    try (Predictor predictor =
            new Predictor(runtime, plan.network(), trained, test.width(), test.height());
        FloatFile file = new FloatFile(folder.resolve("probabilities.f32"))) {
      file.write(predictor.predict(test), test.size());
    }
    Path jar = folder.resolve("model.jar");
    ModelBundle.write(jar, description(data, recipe, seed, runtime), trained, Map.of());
    Files.write(folder.resolve("model.onnx"), ModelBundle.read(jar).files().get("model.onnx"));
  }

  private static void writeImages(Path folder, ArticleData data) throws Exception {
    List<LabeledImage> images = data.dataset().images();
    Files.write(
        folder.resolve("files.txt"), images.stream().map(i -> i.path().toString()).toList());
    Pixels pixels = data.pixels(images);
    try (OutputStream out = Files.newOutputStream(folder.resolve("preprocessed.u8"))) {
      for (int i = 0; i < images.size(); i++) {
        out.write(pixels.image(i).pixels());
      }
    }
  }

  private static void write(Path file, Weights weights) throws IOException {
    try (FloatFile floats = new FloatFile(file)) {
      for (NamedArray array : weights.arrays()) {
        floats.write(array.values(), array.values().length);
      }
    }
  }

  private static ModelDescription description(
      ArticleData data, Recipe recipe, Seed seed, TensorFlowRuntime runtime) {
    return new ModelDescription(
        ModelDescription.FORMAT_VERSION,
        "peers",
        Optional.empty(),
        data.dataset().classes(),
        recipe.preprocessing().width(),
        recipe.preprocessing().height(),
        recipe.preprocessing(),
        List.of(0.5),
        Optional.empty(),
        Optional.empty(),
        recipe.network(),
        Optional.of(ModelDescription.ONNX_OPSET),
        recipe.name(),
        seed.value(),
        "0".repeat(64),
        runtime.info(),
        "Measuring.",
        Disclaimer.TEXT);
  }
}
