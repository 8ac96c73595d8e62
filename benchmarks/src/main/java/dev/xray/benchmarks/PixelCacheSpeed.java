package dev.xray.benchmarks;

import dev.xray.core.Folders;
import dev.xray.core.Seed;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetReader;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.image.PixelCache;
import dev.xray.core.image.PixelDigest;
import dev.xray.core.image.PreprocessedImages;
import dev.xray.core.image.Preprocessing;
import dev.xray.core.image.RecordCache;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.OpenCvRuntime;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How much faster images are there the second time. Arguments: a folder in which all is made and
 * kept; how many phantoms of 320 × 320 pixels are made there, or {@code article=DATA}, the folder
 * of the article's collections; how often, five times unless given. First and second runs
 * alternate, on two threads; the pixels of both are compared.
 */
public final class PixelCacheSpeed {
  private static final int THREADS = 2;
  private static final String ARTICLE = "article=";

  private PixelCacheSpeed() {}

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int times = arguments.length < 3 ? 5 : Integer.parseInt(arguments[2]);
    Dataset dataset = dataset(folder, arguments[1]);
    OpenCvRuntime.load();
    TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, THREADS, true)); // as a goal has it
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Path cache = Files.createTempDirectory(folder, "cache");
      Stopwatch one = new Stopwatch();
      PreprocessedImages first = read(dataset, cache);
      one.stop();
      Stopwatch two = new Stopwatch();
      PreprocessedImages second = read(dataset, cache);
      two.stop();
      ratios.add(one.seconds() / two.seconds());
      boolean same =
          PixelDigest.of(first.pixels()).equals(PixelDigest.of(second.pixels()))
              && first.digests().equals(second.digests());
      System.out.printf(
          "%,d images; first: %s; second: %s; %s%n",
          dataset.images().size(), one, two, same ? "the same pixels" : "OTHER PIXELS");
      Folders.delete(cache);
    }
    System.out.println("second run faster: " + medianAndRange(ratios));
  }

  private static Dataset dataset(Path folder, String what) throws Exception {
    Files.createDirectories(folder);
    if (what.startsWith(ARTICLE)) {
      Path data = Path.of(what.substring(ARTICLE.length()));
      return DatasetReader.read(
          ArticleData.spec(data, "covid", "normal"), new Seed(1), warning -> {});
    }
    Path phantoms = folder.resolve("phantoms-" + what);
    if (!Files.exists(phantoms)) {
      PhantomGenerator.generate(
          PhantomSettings.defaults().withImages(Integer.parseInt(what)),
          new Seed(1),
          phantoms,
          done -> {});
    }
    return PhantomData.read(phantoms, new Seed(1));
  }

  private static PreprocessedImages read(Dataset dataset, Path cache) throws Exception {
    return new PixelCache(RecordCache.in(cache, Long.MAX_VALUE, "benchmark"))
        .read(Preprocessing.article(), dataset.images(), dataset.classes(), THREADS, done -> {});
  }

  private static String medianAndRange(List<Double> ratios) {
    List<Double> sorted = ratios.stream().sorted().toList();
    return String.format(
        "median %.0f x (%.0f to %.0f)",
        sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
  }
}
