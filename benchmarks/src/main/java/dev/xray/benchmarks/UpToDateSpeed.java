package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.pipeline.Job;
import dev.xray.core.pipeline.UpToDate;
import dev.xray.core.pipeline.Xray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long it takes to tell that nothing changed. Arguments: a folder, in which all is made and
 * kept; the number of images, 100,000 unless given, half of them named by a table, half by a
 * folder; how often to ask, twice unless given. Prepares the data set if that was not done, which
 * takes minutes, then asks as every goal of a build does. The first answer of a JVM is the one that
 * a build waits for.
 */
public final class UpToDateSpeed {
  private static final int SIZE = 24;
  private static final Classes CLASSES = new Classes("normal", "covid");

  private UpToDateSpeed() {}

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int images = arguments.length < 2 ? 100_000 : Integer.parseInt(arguments[1]);
    int times = arguments.length < 3 ? 2 : Integer.parseInt(arguments[2]);
    if (!Files.exists(folder)) {
      make(folder, images);
    }
    Job job = job(folder);
    ask(job);
    if (UpToDate.prepared(job).isEmpty()) {
      Stopwatch watch = new Stopwatch();
      Xray.of(job).prepare();
      System.out.println("prepared: " + watch);
    }
    for (int i = 0; i < times; i++) {
      ask(job);
    }
  }

  private static void ask(Job job) throws Exception {
    Stopwatch watch = new Stopwatch();
    boolean stands = UpToDate.prepared(job).isPresent();
    String time = watch.toString();
    System.out.println(
        (stands ? "found that nothing changed: " : "found that there is something to do: ") + time);
  }

  private static Job job(Path folder) {
    SourceSpec table =
        new SourceSpec(
            "table",
            Optional.of(folder.resolve("metadata.csv")),
            folder.resolve("covid"),
            Map.of("finding", "COVID-19"),
            CLASSES.positive(),
            false);
    SourceSpec plain =
        new SourceSpec(
            "folder",
            Optional.empty(),
            folder.resolve("normal"),
            Map.of(),
            CLASSES.negative(),
            false);
    return Xray.dataset(new DatasetSpec(CLASSES, List.of(table, plain)))
        .workIn(folder.resolve("work"))
        .job();
  }

  /** Noise: no two are alike, so that none is taken for a copy. */
  private static void make(Path folder, int images) throws IOException {
    StringBuilder table =
        new StringBuilder("patientid,sex,age,finding,view,date,location,license,filename\n");
    Files.createDirectories(folder.resolve("covid"));
    Files.createDirectories(folder.resolve("normal"));
    for (int i = 0; i < images; i++) {
      String name = String.format("image-%06d.png", i);
      boolean covid = i % 2 == 0;
      Files.write(folder.resolve(covid ? "covid" : "normal").resolve(name), noise(i));
      if (covid) {
        table.append(
            String.format(
                "%d,%s,%d,COVID-19,PA,2020,somewhere,CC BY 4.0,%s%n",
                i / 4, i % 4 == 0 ? "F" : "M", 20 + i % 60, name));
      }
    }
    Files.writeString(folder.resolve("metadata.csv"), table);
  }

  private static byte[] noise(int number) {
    RandomGenerator random = new Seed(1).random("noise", number);
    byte[] pixels = new byte[SIZE * SIZE];
    random.nextBytes(pixels);
    return ImageCodec.encodePng(new GreyImage(SIZE, SIZE, pixels));
  }
}
