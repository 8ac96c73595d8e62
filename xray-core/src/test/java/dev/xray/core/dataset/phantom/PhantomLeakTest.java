package dev.xray.core.dataset.phantom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.codec.ImageHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing but the opacities gives the label away. Each simple statistic, as a classifier of its
 * own, must have an AUC of one half within three standard errors of the Mann-Whitney statistic.
 */
class PhantomLeakTest {
  private static final int IMAGES = 300;

  /** Three times sqrt((1 / positives + 1 / negatives) / 12); every patient has one image. */
  private static final double TOLERANCE = 3 * Math.sqrt(2.0 / (IMAGES / 2.0) / 12);

  @TempDir static Path folder;

  private static final List<Phantom> PHANTOMS = new ArrayList<>();

  private record Phantom(
      boolean positive, String[] row, GreyImage image, ImageHeader header, long bytes) {}

  private interface Statistic {
    double of(Phantom phantom);
  }

  @BeforeAll
  static void generate() throws Exception {
    PhantomSettings settings =
        new PhantomSettings(IMAGES, 1, 0.5, 96, 1, 0.15, Shortcut.OFF, 0.95, 0.05);
    PhantomGenerator.generate(settings, new Seed(11), folder, done -> {});
    List<String> lines = Files.readAllLines(folder.resolve("metadata.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      Path file = folder.resolve("images").resolve(row[20]);
      byte[] bytes = Files.readAllBytes(file);
      PHANTOMS.add(
          new Phantom(
              row[4].equals(PhantomGenerator.POSITIVE),
              row,
              ImageCodec.decodeGrey(bytes, row[20]),
              ImageCodec.header(bytes, row[20]),
              bytes.length));
    }
  }

  @Test
  void the_mean_grey_says_nothing() {
    assertBlind("mean", p -> mean(p.image(), 0, 256));
  }

  @Test
  void the_share_of_dark_and_of_bright_pixels_says_nothing() {
    assertBlind("dark", p -> share(p.image(), 0, 64));
    assertBlind("bright", p -> share(p.image(), 160, 256));
  }

  /** Opacities are patches, and patches spread the greys of the lungs: this much may be seen. */
  @Test
  void the_share_of_middle_greys_says_little() {
    assertThat(auc(PHANTOMS.stream().map(p -> share(p.image(), 64, 160)).toList()))
        .isBetween(0.33, 0.67);
  }

  @Test
  void the_border_says_nothing() {
    assertBlind("border", p -> border(p.image()));
  }

  @Test
  void the_file_says_nothing() {
    assertBlind("bytes", Phantom::bytes);
    assertBlind("bytes a pixel", p -> p.bytes() / (double) p.image().pixels().length);
    assertBlind("width", p -> p.header().width());
    assertBlind("height", p -> p.header().height());
    assertBlind("channels", p -> p.header().channels());
    assertBlind("bit depth", p -> p.header().bitDepth());
    assertBlind("format", p -> p.row()[20].endsWith("jpg") ? 1 : 0);
  }

  @Test
  void the_metadata_say_nothing() {
    assertBlind("age", p -> Double.parseDouble(p.row()[3]));
    assertBlind("sex", p -> p.row()[2].equals("F") ? 1 : 0);
    assertBlind("view", p -> p.row()[15].equals("AP") ? 1 : 0);
    assertBlind("patient number", p -> Double.parseDouble(p.row()[0]));
  }

  @Test
  void the_lesion_masks_say_everything() throws IOException {
    List<Double> areas = new ArrayList<>();
    for (Phantom phantom : PHANTOMS) {
      Path mask =
          folder.resolve("masks/lesions").resolve(phantom.row()[20].split("\\.")[0] + ".png");
      areas.add(maskArea(mask));
    }
    assertThat(auc(areas)).isEqualTo(1);
  }

  private static double maskArea(Path mask) throws IOException {
    try {
      return share(ImageCodec.decodeGrey(mask), 128, 256);
    } catch (dev.xray.core.UnreadableImageException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertBlind(String name, Statistic statistic) {
    double auc = auc(PHANTOMS.stream().map(statistic::of).toList());
    assertThat(auc).as("AUC of %s", name).isBetween(0.5 - TOLERANCE, 0.5 + TOLERANCE);
  }

  /**
   * Share of pairs of a positive and a negative in which the positive has more; ties count half.
   */
  private static double auc(List<Double> values) {
    double won = 0;
    int pairs = 0;
    for (int i = 0; i < values.size(); i++) {
      for (int j = 0; j < values.size(); j++) {
        if (PHANTOMS.get(i).positive() && !PHANTOMS.get(j).positive()) {
          pairs++;
          won += (Math.signum(values.get(i) - values.get(j)) + 1) / 2;
        }
      }
    }
    return won / pairs;
  }

  private static double mean(GreyImage image, int low, int high) {
    double sum = 0;
    for (byte level : image.pixels()) {
      int grey = level & 0xFF;
      sum += grey >= low && grey < high ? grey : 0;
    }
    return sum / image.pixels().length;
  }

  private static double share(GreyImage image, int low, int high) {
    int count = 0;
    for (byte level : image.pixels()) {
      int grey = level & 0xFF;
      count += grey >= low && grey < high ? 1 : 0;
    }
    return count / (double) image.pixels().length;
  }

  private static double border(GreyImage image) {
    double sum = 0;
    int rim = image.width() / 12;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int edge =
            Math.min(Math.min(x, y), Math.min(image.width() - 1 - x, image.height() - 1 - y));
        sum += edge < rim ? image.at(x, y) : 0;
      }
    }
    return sum;
  }
}
