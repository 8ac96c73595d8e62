package dev.xray.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.RealRadiographs;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.image.Preprocessing.Equalization;
import dev.xray.core.image.Preprocessing.Fit;
import dev.xray.core.image.Preprocessing.Resampling;
import dev.xray.core.runtime.OpenCvRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Against OpenCV, which equalises all pixels and then resizes. */
class HistogramEqualizationTest {
  @Property(tries = 400)
  void every_pixel_is_as_if_all_had_been_equalised(
      @ForAll @IntRange(min = 1, max = 700) int width,
      @ForAll @IntRange(min = 1, max = 700) int height,
      @ForAll @IntRange(min = 8, max = 300) int toWidth,
      @ForAll @IntRange(min = 8, max = 300) int toHeight,
      @ForAll Fit fit,
      @ForAll @DoubleRange(min = 0, max = 0.4) double crop,
      @ForAll @IntRange(min = 1, max = 256) int levels,
      @ForAll long seed)
      throws Exception {
    byte[] pixels = new byte[width * height];
    Random random = new Random(seed);
    int lowest = random.nextInt(257 - levels);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (lowest + (int) (levels * random.nextDouble() * random.nextDouble()));
    }
    GreyImage image = new GreyImage(width, height, pixels);

    assertIsAsInOpenCv(
        image,
        new Preprocessing(
            Equalization.HISTOGRAM, fit, Resampling.BILINEAR, toWidth, toHeight, crop));
  }

  /** A result twice as small is where OpenCV takes the mean of four; sums beyond 2^24 round. */
  @Test
  void large_images_and_even_ratios() throws Exception {
    for (int[] size : new int[][] {{400, 400}, {800, 600}, {1000, 1000}, {6000, 5000}}) {
      byte[] pixels = new byte[size[0] * size[1]];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (byte) (i % size[0] * 97 / size[0] + i / size[0] * 131 / size[1] + i % 7);
      }
      assertIsAsInOpenCv(new GreyImage(size[0], size[1], pixels), Preprocessing.article());
    }
  }

  @Test
  void real_radiographs() throws Exception {
    List<Path> files;
    try (Stream<Path> entries =
        Files.list(RealRadiographs.folder().resolve("chest_xray/train/NORMAL"))) {
      files = entries.sorted().limit(20).toList();
    }
    for (Path file : files) {
      assertIsAsInOpenCv(ImageCodec.decodeGrey(file), Preprocessing.article());
    }
  }

  private static void assertIsAsInOpenCv(GreyImage image, Preprocessing preprocessing)
      throws Exception {
    OpenCvRuntime.load();
    Placement placement = Placement.of(preprocessing, image.width(), image.height());
    Mat whole = new Mat(image.height(), image.width(), CvType.CV_8UC1);
    whole.put(0, 0, image.pixels());
    Mat mat =
        whole
            .submat(
                new Rect(placement.cutX(), placement.cutY(), placement.keptX(), placement.keptY()))
            .clone();
    Imgproc.equalizeHist(mat, mat);
    Size size = new Size(placement.width(), placement.height());
    Imgproc.resize(mat, mat, size, 0, 0, Imgproc.INTER_LINEAR);

    GreyImage result = new Preprocessor(preprocessing).apply(image);

    byte[] row = new byte[placement.width()];
    for (int y = 0; y < placement.height(); y++) {
      mat.get(y, 0, row);
      for (int x = 0; x < placement.width(); x++) {
        assertThat(result.at(placement.left() + x, placement.top() + y))
            .describedAs("%d, %d", x, y)
            .isEqualTo(row[x] & 0xFF);
      }
    }
  }
}
