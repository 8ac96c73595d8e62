package dev.xray.core.dataset.phantom;

import dev.xray.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Which images there will be: patients, their labels, and how many images each has. */
final class PhantomPlan {
  private PhantomPlan() {}

  /**
   * One image to make.
   *
   * @param patient from 1, in an order that says nothing about the label
   * @param image of that patient, from 0
   * @param positive its label, the same for all images of a patient
   */
  record Item(int patient, int image, boolean positive) {
    /** Name of the files, without extension. */
    String name() {
      return String.format("phantom-%05d-%d", patient, image + 1);
    }
  }

  /** All images, sorted by patient; exactly as many positives as the settings ask for. */
  static List<Item> of(PhantomSettings settings, Seed seed) {
    RandomGenerator random = seed.random("phantom plan");
    int positives = settings.positiveImages();
    int negatives = settings.images() - positives;
    List<Item> items = new ArrayList<>();
    for (int patient = 1; items.size() < settings.images(); patient++) {
      // As many images as are left of a class are the odds that the next patient belongs to it.
      boolean positive = random.nextInt(positives + negatives) < positives;
      int wanted = 1 + random.nextInt(settings.imagesPerPatient());
      int number = Math.min(wanted, positive ? positives : negatives);
      for (int image = 0; image < number; image++) {
        items.add(new Item(patient, image, positive));
      }
      positives -= positive ? number : 0;
      negatives -= positive ? 0 : number;
    }
    return items;
  }
}
