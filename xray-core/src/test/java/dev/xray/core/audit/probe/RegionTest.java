package dev.xray.core.audit.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.codec.GreyImage;
import org.junit.jupiter.api.Test;

class RegionTest {
  /** Twelve by six: a sixth is two by one, 8% is one by one (never less). */
  private static final GreyImage DARK = new GreyImage(12, 6, new byte[72]);

  @Test
  void the_centre_is_two_thirds_of_width_and_height() {
    assertThat(drawn(Region.centre(12, 6)))
        .isEqualTo(
            """
            ............
            ..########..
            ..########..
            ..########..
            ..########..
            ............
            """);
  }

  @Test
  void the_border_is_a_frame_of_at_least_a_pixel() {
    assertThat(drawn(Region.border(12, 6)))
        .isEqualTo(
            """
            ############
            #..........#
            #..........#
            #..........#
            #..........#
            ############
            """);
  }

  @Test
  void the_border_is_8_percent_on_each_side() {
    assertThat(level(Region.border(200, 100), 200, 100, 15, 50)).isEqualTo(9);
    assertThat(level(Region.border(200, 100), 200, 100, 16, 50)).isZero();
    assertThat(level(Region.border(200, 100), 200, 100, 184, 50)).isEqualTo(9);
    assertThat(level(Region.border(200, 100), 200, 100, 100, 7)).isEqualTo(9);
    assertThat(level(Region.border(200, 100), 200, 100, 100, 8)).isZero();
  }

  @Test
  void the_corners_are_a_sixth_of_width_and_height() {
    assertThat(drawn(Region.corners(12, 6)))
        .isEqualTo(
            """
            ##........##
            ............
            ............
            ............
            ............
            ##........##
            """);
  }

  @Test
  void a_mask_counts_from_half_white_and_grows_by_a_rim_that_stays_inside_the_picture() {
    byte[] mask = new byte[72];
    mask[0] = (byte) 255;
    mask[1] = 127;
    mask[3 * 12 + 6] = (byte) 128;
    Region region = Region.mask(new GreyImage(12, 6, mask));

    assertThat(region.isEmpty()).isFalse();
    assertThat(Region.mask(DARK).isEmpty()).isTrue();
    assertThat(drawn(region))
        .isEqualTo(
            """
            #...........
            ............
            ............
            ......#.....
            ............
            ............
            """);
    assertThat(drawn(region.dilated(1)))
        .isEqualTo(
            """
            ##..........
            ##..........
            .....###....
            .....###....
            .....###....
            ............
            """);
    assertThat(drawn(region.dilated(0))).isEqualTo(drawn(region));
  }

  @Test
  void what_is_outside_is_everything_else() {
    assertThat(drawn(Region.corners(12, 6).complement()))
        .isEqualTo(
            """
            ..########..
            ############
            ############
            ############
            ############
            ..########..
            """);
  }

  @Test
  void a_region_is_filled_or_taken_from_another_image_and_the_images_stay_as_they_were() {
    GreyImage image = new GreyImage(3, 3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
    GreyImage donor = new GreyImage(3, 3, new byte[] {11, 12, 13, 14, 15, 16, 17, 18, 19});

    assertThat(Region.corners(3, 3).fill(image, 200).pixels())
        .containsExactly((byte) 200, 2, (byte) 200, 4, 5, 6, (byte) 200, 8, (byte) 200);
    assertThat(Region.corners(3, 3).take(image, donor).pixels())
        .containsExactly(11, 2, 13, 4, 5, 6, 17, 8, 19);
    assertThat(image.pixels()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  private static int level(Region region, int width, int height, int x, int y) {
    return region.fill(new GreyImage(width, height, new byte[width * height]), 9).at(x, y);
  }

  private static String drawn(Region region) {
    GreyImage filled = region.fill(DARK, 255);
    StringBuilder drawn = new StringBuilder();
    for (int y = 0; y < filled.height(); y++) {
      for (int x = 0; x < filled.width(); x++) {
        drawn.append(filled.at(x, y) == 255 ? '#' : '.');
      }
      drawn.append('\n');
    }
    return drawn.toString();
  }
}
