package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.pipeline.Xray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A data set of many small images, half of them named by a table with nine columns, half by a
 * folder. They are noise: no two are alike, so that none is taken for a copy.
 */
final class ManyImages {
  private static final int SIZE = 24;
  private static final Classes CLASSES = new Classes("normal", "covid");

  private ManyImages() {}

  /** Makes the images, unless the folder is there; a job for them that works in that folder. */
  static Xray in(Path folder, int images) throws IOException {
    if (!Files.exists(folder)) {
      make(folder, images);
    }
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
        .workIn(folder.resolve("work"));
  }

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
    byte[] pixels = new byte[SIZE * SIZE];
    fill(pixels, number);
    return ImageCodec.encodePng(new GreyImage(SIZE, SIZE, pixels));
  }

  /** The noise of one image. */
  static void fill(byte[] pixels, int number) {
    RandomGenerator random = new Seed(1).random("noise", number);
    random.nextBytes(pixels);
  }
}
