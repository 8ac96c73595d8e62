package dev.xray.benchmarks;

import dev.xray.core.Json;
import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.DatasetManifest;
import dev.xray.core.dataset.Part;
import dev.xray.core.image.Pixels;
import dev.xray.core.pipeline.Recipe;
import dev.xray.core.training.Batch;
import dev.xray.core.training.BatchAssembler;
import dev.xray.core.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes what the network sees in a run of the article: the test images, and the augmented,
 * shuffled batches of every epoch, assembled by the very class that feeds xray's own training.
 *
 * <p>{@code export.json} describes them; {@code test-images.f32} and {@code epoch-001-images.f32}
 * and so on are raw little-endian float32 in [0, 1], image after image, rows from the top; {@code
 * *-labels.u8} have a byte an image. At the article's size 2.1 GB in all.
 */
public final class ExportBatches {
  private final Path folder;
  private final TrainingPlan plan;

  private ExportBatches(Path folder, TrainingPlan plan) {
    this.folder = folder;
    this.plan = plan;
  }

  /**
   * Exports.
   *
   * @param arguments folder of the data, {@code manifest.json} of the run, recipe, folder to write
   * @throws XrayException if the data is not the run's
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] arguments) throws XrayException, IOException {
    DatasetManifest manifest = Json.read(Path.of(arguments[1]), DatasetManifest.class);
    Recipe recipe = Recipe.named(arguments[2]);
    Path folder = Files.createDirectories(Path.of(arguments[3]));
    ArticleData data = new ArticleData(Path.of(arguments[0]), recipe, manifest);
    Seed seed = new Seed(manifest.seed());
    TrainingPlan plan =
        new TrainingPlan(recipe.network(), recipe.training(), recipe.augmentation(), seed);
    write(folder, plan, data.pixels(Part.TRAINING), data.pixels(Part.TEST));
  }

  /**
   * Writes what a plan's training sees.
   *
   * @param folder that exists
   * @param plan its seed, augmentation, batch size and number of epochs count
   */
  static void write(Path folder, TrainingPlan plan, Pixels training, Pixels test)
      throws IOException {
    new ExportBatches(folder, plan).write(training, test);
  }

  private void write(Pixels training, Pixels test) throws IOException {
    BatchAssembler batches = new BatchAssembler(training, plan);
    for (int epoch = 1; epoch <= plan.training().epochs(); epoch++) {
      writeEpoch(batches, epoch);
    }
    writeTest(test);
    Json.write(
        folder.resolve("export.json"),
        new Export(
            plan.seed().value(),
            test.width(),
            test.height(),
            plan.training().epochs(),
            plan.training().batchSize(),
            training.size(),
            test.size()));
  }

  private void writeEpoch(BatchAssembler batches, int epoch) throws IOException {
    String name = String.format(Locale.ROOT, "epoch-%03d", epoch);
    Batch batch = batches.newBatch();
    try (FloatFile images = new FloatFile(folder.resolve(name + "-images.f32"));
        var labels = Files.newOutputStream(folder.resolve(name + "-labels.u8"))) {
      for (int number = 0; number < batches.batches(); number++) {
        batches.fill(batch, epoch, number);
        images.write(batch.pixels(), batch.size() * batch.pixels().length / batch.labels().length);
        for (int i = 0; i < batch.size(); i++) {
          labels.write((int) batch.labels()[i]);
        }
      }
    }
  }

  private void writeTest(Pixels test) throws IOException {
    byte[] bytes = new byte[test.width() * test.height()];
    float[] floats = new float[bytes.length];
    try (FloatFile images = new FloatFile(folder.resolve("test-images.f32"));
        var labels = Files.newOutputStream(folder.resolve("test-labels.u8"))) {
      for (int index = 0; index < test.size(); index++) {
        test.read(index, bytes);
        for (int i = 0; i < bytes.length; i++) {
          floats[i] = (bytes[i] & 0xFF) / 255f;
        }
        images.write(floats, floats.length);
        labels.write(test.label(index));
      }
    }
  }

  /** What the files hold. */
  private record Export(
      long seed, int width, int height, int epochs, int batchSize, int training, int test) {}
}
