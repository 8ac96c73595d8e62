package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskFinderTest {
  @TempDir Path folder;

  @Test
  void masks_stand_beside_the_images_unless_a_folder_is_named() throws Exception {
    Path beside = mask("masks/lungs/a.png");
    Path own = mask("own/a.png");

    assertThat(MaskFinder.besideImages().lungs(image("a.jpg"))).contains(beside);
    assertThat(MaskFinder.withLungs(Optional.of(folder.resolve("own"))).lungs(image("a.jpg")))
        .contains(own);
    assertThat(MaskFinder.besideImages().lungs(image("b.jpg"))).isEmpty();
  }

  @Test
  void a_mask_stands_beneath_the_image_s_sub_folders_or_beneath_none() throws Exception {
    Path flat = mask("masks/lungs/c.png");
    assertThat(MaskFinder.besideImages().lungs(image("ward/c.tiff"))).contains(flat);
    Path nested = mask("masks/lungs/ward/c.png");
    assertThat(MaskFinder.besideImages().lungs(image("ward/c.tiff"))).contains(nested);
  }

  @Test
  void lesions_are_found_as_lungs_are_and_stay_beside_the_images_where_only_lungs_are_named()
      throws Exception {
    Path lesion = mask("masks/lesions/ward/c.png");
    Path own = mask("own/c.png");
    Path image = folder.resolve("images/ward/c.tiff");

    MaskFinder beside = MaskFinder.besideImages();
    assertThat(beside.lesions(image, "ward/c.tiff")).contains(lesion);
    assertThat(beside.lungs(image, "ward/c.tiff")).isEmpty();
    MaskFinder named = MaskFinder.withLungs(Optional.of(folder.resolve("own")));
    assertThat(named.lesions(image, "ward/c.tiff")).contains(lesion);
    assertThat(named.lungs(image, "ward/c.tiff")).contains(own);
  }

  @Test
  void a_folder_for_both_is_the_only_place_that_is_looked_at() throws Exception {
    mask("masks/lungs/a.png");
    mask("masks/lesions/a.png");
    Path own = mask("own/lesions/a.png");
    Path image = folder.resolve("images/a.jpg");

    MaskFinder finder = MaskFinder.in(folder.resolve("own"));
    assertThat(finder.lesions(image, "a.jpg")).contains(own);
    assertThat(finder.lungs(image, "a.jpg")).isEmpty();
  }

  @Test
  void a_dot_in_a_folder_begins_no_ending() throws Exception {
    Path mask = mask("masks/lungs/v1.0/a.png");
    assertThat(MaskFinder.besideImages().lungs(image("v1.0/a"))).contains(mask);
  }

  @Test
  void the_digest_changes_with_a_mask_of_either_kind() throws Exception {
    List<LabeledImage> images = List.of(image("a.jpg"));
    String none = MaskFinder.besideImages().digest(images);
    Path lungs = mask("masks/lungs/a.png");
    String ofLungs = MaskFinder.besideImages().digest(images);
    Files.move(lungs, Files.createDirectories(folder.resolve("masks/lesions")).resolve("a.png"));
    String ofLesions = MaskFinder.besideImages().digest(images);

    assertThat(List.of(none, ofLungs, ofLesions)).doesNotHaveDuplicates();
  }

  @Test
  void a_folder_that_is_not_there_is_an_error() {
    assertThatThrownBy(() -> MaskFinder.withLungs(Optional.of(folder.resolve("nowhere"))))
        .isInstanceOf(SettingException.class)
        .hasMessageContainingAll("audit.lungMasks", "nowhere", "white where there is lung");
  }

  private Path mask(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, new byte[] {1});
  }

  private LabeledImage image(String file) {
    return Images.of(
        folder.resolve("images").resolve(file),
        "hospital",
        file,
        "covid",
        "0".repeat(64),
        Optional.empty());
  }
}
