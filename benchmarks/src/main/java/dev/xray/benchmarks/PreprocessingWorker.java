package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.image.Preprocessor;
import dev.xray.core.pipeline.Recipe;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.nio.file.Path;

/**
 * xray's preprocessing of all images of the article, nothing kept. Arguments: folder of the data,
 * threads. Whatever it is asked for, it goes over all images once.
 */
public final class PreprocessingWorker {
  private PreprocessingWorker() {}

  /** Works. */
  public static void main(String[] arguments) throws Exception {
    Recipe recipe = Recipe.article();
    Dataset dataset = new ArticleData(Path.of(arguments[0]), recipe, new Seed(1)).dataset();
    int threads = Integer.parseInt(arguments[1]);
    TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, threads, true)); // as a goal has it
    Preprocessor preprocessor = new Preprocessor(recipe.preprocessing());
    Worker.serve(
        words -> {
          preprocessor.applyAll(dataset.images(), dataset.classes(), threads, done -> {});
          return Double.NaN;
        },
        "");
  }
}
