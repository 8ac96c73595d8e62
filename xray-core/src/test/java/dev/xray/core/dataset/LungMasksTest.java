package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LungMasksTest {
  @TempDir Path folder;

  @Test
  void masks_stand_beside_the_images_unless_a_folder_is_named() throws Exception {
    Path beside = mask("masks/lungs/a.png");
    Path own = mask("own/a.png");

    assertThat(LungMasks.in(Optional.empty()).of(image("a.jpg"))).contains(beside);
    assertThat(LungMasks.in(Optional.of(folder.resolve("own"))).of(image("a.jpg"))).contains(own);
    assertThat(LungMasks.in(Optional.empty()).of(image("b.jpg"))).isEmpty();
  }

  @Test
  void a_mask_stands_beneath_the_image_s_sub_folders_or_beneath_none() throws Exception {
    Path flat = mask("masks/lungs/c.png");
    assertThat(LungMasks.in(Optional.empty()).of(image("ward/c.tiff"))).contains(flat);
    Path nested = mask("masks/lungs/ward/c.png");
    assertThat(LungMasks.in(Optional.empty()).of(image("ward/c.tiff"))).contains(nested);
  }

  @Test
  void a_folder_that_is_not_there_is_an_error() {
    assertThatThrownBy(() -> LungMasks.in(Optional.of(folder.resolve("nowhere"))))
        .isInstanceOf(SettingException.class)
        .hasMessageContainingAll("audit.lungMasks", "nowhere", "white where there is lung");
  }

  private Path mask(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, new byte[] {1});
  }

  private LabeledImage image(String file) {
    return new LabeledImage(
        folder.resolve("images").resolve(file),
        "hospital",
        file,
        "covid",
        "0".repeat(64),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }
}
