package dev.xray.core.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Images of a patient, for tests: how many of each class. An unknown patient has one image. */
record Patient(int negatives, int positives, boolean known) {
  static Patient of(int negatives, int positives, boolean known) {
    return known
        ? new Patient(negatives, positives, true)
        : new Patient(negatives > 0 ? 1 : 0, negatives > 0 ? 0 : 1, false);
  }

  /** The images of all. */
  static List<LabeledImage> images(List<Patient> patients) {
    List<LabeledImage> images = new ArrayList<>();
    for (int i = 0; i < patients.size(); i++) {
      Patient patient = patients.get(i);
      Optional<String> id = patient.known() ? Optional.of("p" + i) : Optional.empty();
      for (int n = 0; n < patient.negatives(); n++) {
        images.add(Images.of(i + "n" + n + ".png", "normal", id));
      }
      for (int p = 0; p < patient.positives(); p++) {
        images.add(Images.of(i + "p" + p + ".png", "covid", id));
      }
    }
    return images;
  }
}
