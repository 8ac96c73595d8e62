package dev.xray.core.evaluation;

import java.util.OptionalInt;

/**
 * On what a figure rests.
 *
 * @param images images it looks at: for sensitivity the positive ones
 * @param patients different known patients among them, plus one for each image whose patient is not
 *     known
 * @param effective effective number of images: {@code images} divided by the design effect, which
 *     says how much less several images of one patient tell than as many of different patients;
 *     equal to {@code images} where no patient repeats
 * @param count for a proportion, the cases that have the property; for F1 twice the true positives
 * @param of for a proportion, all cases that could have it; for F1 2 TP + FP + FN
 */
public record Support(
    int images, int patients, double effective, OptionalInt count, OptionalInt of) {
  /** Checks that the counts fit. */
  public Support {
    if (patients > images || !(effective >= 0 && effective <= images)) {
      throw new IllegalArgumentException(images + " images, " + patients + ", " + effective);
    }
    if (count.isPresent() != of.isPresent()
        || count.isPresent() && (count.getAsInt() < 0 || count.getAsInt() > of.getAsInt())) {
      throw new IllegalArgumentException(count + " of " + of);
    }
  }

  /** Whether some patient has several of the images. */
  public boolean repeatedPatients() {
    return patients < images;
  }
}
