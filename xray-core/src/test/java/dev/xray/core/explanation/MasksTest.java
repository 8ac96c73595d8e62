package dev.xray.core.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.image.Preprocessing;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasksTest {
  private static final Preprocessing FIT =
      new Preprocessing(
          Preprocessing.Equalization.NONE,
          Preprocessing.Fit.STRETCH,
          Preprocessing.Resampling.BILINEAR,
          8,
          8);

  @TempDir Path folder;

  @Test
  void a_mask_is_placed_as_its_image_whatever_its_own_size_is() throws Exception {
    write("masks/lungs/a.png", leftHalf(16, 32));
    Masks same = read();
    write("masks/lungs/a.png", leftHalf(8, 16));
    Masks smaller = read();

    assertThat(same.lesions()).isEmpty();
    assertThat(same.lungs().orElseThrow().size()).isEqualTo(32);
    assertThat(smaller.lungs().orElseThrow().inside())
        .isEqualTo(same.lungs().orElseThrow().inside());
  }

  @Test
  void a_mask_of_another_shape_is_an_error_that_names_it() throws Exception {
    write("masks/lesions/a.png", leftHalf(32, 32));

    assertThatThrownBy(this::read)
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll("lesions", "a.png", "32 x 32", "a.jpg", "16 x 32", "shape");
  }

  private Masks read() throws Exception {
    return Masks.read(
        MaskFinder.besideImages(), folder.resolve("images/a.jpg"), "a.jpg", leftHalf(16, 32), FIT);
  }

  private void write(String name, GreyImage image) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, ImageCodec.encodePng(image));
  }

  private static GreyImage leftHalf(int width, int height) {
    byte[] pixels = new byte[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % width < width / 2 ? 255 : 0);
    }
    return new GreyImage(width, height, pixels);
  }
}
