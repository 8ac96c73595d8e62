package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.image.Augmenter;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.image.Preprocessing;
import dev.xray.core.image.Preprocessor;
import dev.xray.core.network.AdamSettings;
import dev.xray.core.network.AdamState;
import dev.xray.core.network.GlorotUniform;
import dev.xray.core.network.InferenceGraph;
import dev.xray.core.network.InferenceNetwork;
import dev.xray.core.network.TrainingNetwork;
import dev.xray.core.network.Weights;
import dev.xray.core.pipeline.Recipe;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Batch;
import dev.xray.core.training.BatchAssembler;
import dev.xray.core.training.TrainingPlan;
import dev.xray.core.training.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Milliseconds of each stage between an image file and a trained network, for JMH, with the
 * article's recipe.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Stages {
  private static final Recipe RECIPE = Recipe.article();
  private static final int SIDE = RECIPE.preprocessing().width();
  private static final int BATCH = RECIPE.training().batchSize();
  private static final Seed SEED = new Seed(1);

  /** Folder of {@link PeerFiles}. */
  @Param("")
  public String folder = "";

  private byte[] png = {};
  private byte[] jpeg = {};
  private GreyImage decoded = new GreyImage(1, 1, new byte[1]);
  private Preprocessor whole;
  private Preprocessor resizing;
  private Augmenter augmenter;
  private GreyImage small = decoded;
  private final float[] image = new float[SIDE * SIDE];
  private BatchAssembler assembler;
  private Batch batch;
  private final float[] pixels = new float[2 * BATCH * SIDE * SIDE];
  private final float[] labels = new float[BATCH];
  private final float[] ones = new float[BATCH];
  private TrainingNetwork training;
  private InferenceNetwork inference;

  /** Makes what the stages work on: of each format the file of median size. */
  @Setup
  public void prepare() throws Exception {
    List<Path> files =
        Files.readAllLines(Path.of(folder, "files.txt")).stream().map(Path::of).toList();
    png = median(files, ".png");
    jpeg = median(files, "eg");
    Preprocessing settings = RECIPE.preprocessing();
    whole = new Preprocessor(settings);
    resizing =
        new Preprocessor(
            new Preprocessing(
                Preprocessing.Equalization.NONE,
                settings.fit(),
                settings.resampling(),
                SIDE,
                SIDE));
    decoded = ImageCodec.decodeGrey(jpeg, "jpeg");
    small = whole.apply(decoded);
    augmenter = new Augmenter(RECIPE.augmentation(), SEED, SIDE, SIDE);
    TrainingPlan plan =
        new TrainingPlan(RECIPE.network(), RECIPE.training(), RECIPE.augmentation(), SEED);
    assembler =
        new BatchAssembler(
            InMemoryPixels.of(
                SIDE, SIDE, Collections.nCopies(BATCH, small), Collections.nCopies(BATCH, 1)),
            plan);
    batch = assembler.newBatch();
    float[] test = ExportedBatches.test(Path.of(folder)).images();
    System.arraycopy(test, 0, pixels, 0, pixels.length);
    Arrays.fill(ones, 1);
    networks(plan);
  }

  private void networks(TrainingPlan plan) throws Exception {
    TensorFlowRuntime runtime = TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true));
    TrainingSettings settings = plan.training();
    training =
        new TrainingNetwork(
            runtime,
            plan.network(),
            SIDE,
            SIDE,
            new AdamSettings(
                settings.learningRate(), settings.beta1(), settings.beta2(), settings.epsilon()),
            SEED);
    Weights weights = GlorotUniform.weights(plan.network(), SIDE, SIDE, SEED);
    training.restore(AdamState.start(weights));
    inference =
        new InferenceNetwork(
            runtime, InferenceGraph.of(plan.network(), SIDE, SIDE, weights), SIDE, SIDE);
  }

  private static byte[] median(List<Path> files, String ending) throws Exception {
    List<Path> sorted =
        files.stream()
            .filter(file -> file.toString().endsWith(ending))
            .sorted(Comparator.comparing(file -> file.toFile().length()))
            .toList();
    return Files.readAllBytes(sorted.get(sorted.size() / 2));
  }

  /** Releases native memory. */
  @TearDown
  public void close() {
    training.close();
    inference.close();
  }

  /** A PNG file to grey. */
  @Benchmark
  public GreyImage decodePng() throws Exception {
    return ImageCodec.decodeGrey(png, "png");
  }

  /** A JPEG file to grey. */
  @Benchmark
  public GreyImage decodeJpeg() throws Exception {
    return ImageCodec.decodeGrey(jpeg, "jpeg");
  }

  /** That JPEG, resized. */
  @Benchmark
  public GreyImage resize() {
    return resizing.apply(decoded);
  }

  /** That JPEG, equalised and resized. */
  @Benchmark
  public GreyImage equaliseAndResize() {
    return whole.apply(decoded);
  }

  /** One image, turned and brightened. */
  @Benchmark
  public float[] augment() {
    augmenter.apply(small.pixels(), 1, 0, image, 0);
    return image;
  }

  /** A batch of 16, each image read and augmented. */
  @Benchmark
  public Batch assembleBatch() {
    assembler.fill(batch, 1, 0);
    return batch;
  }

  /** One step on a batch of 16. */
  @Benchmark
  public float[] step() {
    return training.step(pixels, labels, ones, BATCH);
  }

  /** Prediction of one image. */
  @Benchmark
  public float[] predictOne() {
    return inference.probabilities(pixels, 1);
  }

  /** Prediction of 32 images. */
  @Benchmark
  public float[] predict32() {
    return inference.probabilities(pixels, 2 * BATCH);
  }
}
