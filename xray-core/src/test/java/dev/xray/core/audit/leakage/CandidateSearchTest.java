package dev.xray.core.audit.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CandidateSearchTest {
  private static final int IMAGES = 600;
  private static final int POSES = 5;

  /** The pose in which a copy is found. */
  private static final int TURNED = 3;

  private final float[][] prints = new float[IMAGES][];

  /** Every tenth image is followed by its copy, with a tenth of noise. */
  CandidateSearchTest() {
    RandomGenerator random = new Seed(1).random("prints");
    for (int i = 0; i < IMAGES; i++) {
      prints[i] = i % 10 == 1 ? with(prints[i - 1], random, 0.1) : with(new float[44], random, 1);
    }
  }

  @Test
  void copies_are_found_in_their_pose_and_hardly_anything_else() throws Exception {
    List<Candidate> found =
        new CandidateSearch(prints).search(image -> pose -> turnedBack(image, pose), POSES, 2);

    assertThat(found.stream().filter(each -> each.pair() % 10 == 1).count()).isEqualTo(60);
    assertThat(found).hasSizeLessThan(65);
    assertThat(found)
        .allSatisfy(each -> assertThat(each.likeness()).isGreaterThan(CandidateSearch.LIKE))
        .filteredOn(each -> each.copy() == each.original() + 1)
        .allSatisfy(each -> assertThat(each.pose()).isEqualTo(TURNED));
  }

  @Test
  void the_result_does_not_depend_on_threads() throws Exception {
    assertThat(
            new CandidateSearch(prints).search(image -> pose -> turnedBack(image, pose), POSES, 4))
        .isEqualTo(
            new CandidateSearch(prints).search(image -> pose -> turnedBack(image, pose), POSES, 1));
  }

  @Test
  void images_that_are_all_alike_are_no_more_work_than_others() throws Exception {
    float[][] alike = new float[IMAGES][];
    RandomGenerator random = new Seed(2).random("prints");
    for (int i = 0; i < IMAGES; i++) {
      alike[i] = i == 0 ? with(new float[44], random, 1) : with(alike[0], random, 0.001);
      alike[i][43] = 0;
    }
    assertThat(new CandidateSearch(alike).search(image -> pose -> alike[image], 1, 1))
        .hasSizeLessThanOrEqualTo(8 * IMAGES);
  }

  /** In all poses but one the values stand in another order. */
  private float[] turnedBack(int image, int pose) {
    float[] turned = new float[44];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = prints[image][(i + (pose - TURNED) * 7 + 44) % 44];
    }
    return turned;
  }

  private static float[] with(float[] values, RandomGenerator random, double noise) {
    float[] noisy = values.clone();
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += (float) (noise * random.nextGaussian());
    }
    return noisy;
  }
}
