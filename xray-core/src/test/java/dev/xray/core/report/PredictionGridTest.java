package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PredictionGridTest {
  @Test
  void a_hundred_and_twenty_images_stay_under_a_megabyte() throws Exception {
    byte[] grid = PredictionGrid.of(LiveExample.many(120, 0));

    assertThat(grid).hasSizeLessThan(1_000_000);
    Path preview = Files.createDirectories(Path.of("target", "report-preview"));
    Files.write(preview.resolve("grid-of-120.png"), grid);
  }

  @Test
  void of_more_images_than_it_shows_it_is_no_larger() throws Exception {
    byte[] thousand = PredictionGrid.of(LiveExample.many(1000, 0));
    byte[] most = PredictionGrid.of(LiveExample.many(PredictionGrid.MOST, 0));

    assertThat(thousand).hasSizeLessThan(2_000_000);
    assertThat(read(thousand).getWidth()).isEqualTo(read(most).getWidth());
    Files.write(
        Files.createDirectories(Path.of("target", "report-preview")).resolve("grid-of-1000.png"),
        thousand);
  }

  @Test
  void it_has_one_byte_a_pixel_and_the_same_bytes_each_time() throws Exception {
    byte[] grid = PredictionGrid.of(Examples.typical());

    assertThat(PredictionGrid.of(Examples.typical())).isEqualTo(grid);
    assertThat(read(grid).getColorModel()).isInstanceOf(IndexColorModel.class);
  }

  @Test
  void colours_of_a_result_and_greys_are_kept() throws Exception {
    BufferedImage drawn = Canvas.newImage(4, 1);
    drawn.setRGB(0, 0, Palette.of(true).getRGB());
    drawn.setRGB(1, 0, Palette.of(false).getRGB());
    drawn.setRGB(2, 0, Palette.ERROR.getRGB());
    drawn.setRGB(3, 0, 0x808080);

    BufferedImage few = FewColours.of(drawn);

    for (int x = 0; x < 3; x++) {
      assertThat(few.getRGB(x, 0)).isEqualTo(drawn.getRGB(x, 0));
    }
    assertThat(few.getRGB(3, 0) & 0xFF).isBetween(0x7E, 0x82);
    assertThat(few.getRGB(3, 0) >> 8 & 0xFF).isEqualTo(few.getRGB(3, 0) & 0xFF);
  }

  private static BufferedImage read(byte[] png) throws Exception {
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
