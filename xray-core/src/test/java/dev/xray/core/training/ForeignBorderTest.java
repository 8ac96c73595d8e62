package dev.xray.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.image.AugmentationSettings;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.network.NetworkSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ForeignBorderTest {
  private static final int SIDE = 10;
  private static final int IMAGES = 20;

  /** Two pixels of each side. */
  private static final AugmentationSettings FOREIGN = new AugmentationSettings(0, 1, 1, 0, 0, 0.2);

  @Test
  void the_frame_is_that_of_one_other_image_and_the_centre_stays() {
    for (float[] image : images(FOREIGN, 1)) {
      Set<Float> frame = new TreeSet<>();
      Set<Float> centre = new TreeSet<>();
      for (int i = 0; i < image.length; i++) {
        boolean inside = between(i % SIDE) && between(i / SIDE);
        (inside ? centre : frame).add(image[i]);
      }
      assertThat(frame).hasSize(1);
      assertThat(centre).hasSize(1);
    }
    assertThat(List.of(images(FOREIGN, 1))).anyMatch(image -> image[0] != centre(image));
  }

  @Test
  void the_frame_says_nothing_of_the_class() {
    int same = 0;
    int own = 0;
    int all = 0;
    for (int epoch = 1; epoch <= 500; epoch++) {
      for (float[] image : images(FOREIGN, epoch)) {
        same += positive(image[0]) == positive(centre(image)) ? 1 : 0;
        own += image[0] == centre(image) ? 1 : 0;
        all++;
      }
    }
    assertThat(all).isEqualTo(10_000);
    assertThat(same).isBetween(4_800, 5_200); // four standard deviations
    assertThat(own).isBetween(412, 588); // one of twenty: without it, frames would tell the other
  }

  @Test
  void every_epoch_draws_anew_and_the_same_seed_the_same() {
    assertThat(images(FOREIGN, 1)).isDeepEqualTo(images(FOREIGN, 1));
    assertThat(images(FOREIGN, 1)).isNotEqualTo(images(FOREIGN, 2));
  }

  @Test
  void without_it_every_image_keeps_its_own() {
    for (float[] image : images(AugmentationSettings.NONE, 1)) {
      assertThat(image).containsOnly(centre(image));
    }
  }

  /** The augmented images of an epoch, in the order of their centres. */
  private static float[][] images(AugmentationSettings settings, int epoch) {
    List<GreyImage> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      byte[] pixels = new byte[SIDE * SIDE];
      Arrays.fill(pixels, (byte) (i + 1));
      images.add(new GreyImage(SIDE, SIDE, pixels));
      labels.add(i < IMAGES / 2 ? 0 : 1);
    }
    TrainingPlan plan =
        new TrainingPlan(
            new NetworkSettings(1, List.of(), 3, List.of(), 0),
            TrainingSettings.article(),
            settings,
            new Seed(1));
    BatchAssembler assembler =
        new BatchAssembler(InMemoryPixels.of(SIDE, SIDE, images, labels), plan);
    Batch batch = assembler.newBatch();
    float[][] all = new float[IMAGES][];
    int next = 0;
    for (int number = 0; number < assembler.batches(); number++) {
      assembler.fill(batch, epoch, number);
      for (int i = 0; i < batch.size(); i++) {
        int from = i * SIDE * SIDE;
        all[next++] = Arrays.copyOfRange(batch.pixels(), from, from + SIDE * SIDE);
      }
    }
    Arrays.sort(all, (a, b) -> Float.compare(centre(a), centre(b)));
    return all;
  }

  private static boolean between(int place) {
    return place >= 2 && place < SIDE - 2;
  }

  private static float centre(float[] image) {
    return image[SIDE / 2 * SIDE + SIDE / 2];
  }

  private static boolean positive(float level) {
    return Math.round(level * 255) > IMAGES / 2;
  }
}
