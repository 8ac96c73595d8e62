package dev.xray.core.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Images that stay together.
 *
 * @param images their positions
 * @param negatives how many are of class 0
 * @param positives how many are of class 1
 */
record PatientGroup(List<Integer> images, int negatives, int positives) {
  /**
   * Groups in the order of each one's first image.
   *
   * @param byPatient whether all images of a known patient are one group, or each image is its own
   */
  static List<PatientGroup> of(List<LabeledImage> images, Classes classes, boolean byPatient) {
    Map<String, List<Integer>> ofPatient = new HashMap<>();
    List<List<Integer>> members = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      Optional<String> patient = byPatient ? images.get(i).patient() : Optional.empty();
      List<Integer> group = patient.isPresent() ? ofPatient.get(patient.get()) : null;
      if (group == null) {
        group = new ArrayList<>(1);
        members.add(group);
        if (patient.isPresent()) {
          ofPatient.put(patient.get(), group);
        }
      }
      group.add(i);
    }
    List<PatientGroup> groups = new ArrayList<>();
    for (List<Integer> group : members) {
      int positives = 0;
      for (int image : group) {
        positives += classes.index(images.get(image).label());
      }
      groups.add(new PatientGroup(group, group.size() - positives, positives));
    }
    return groups;
  }

  /** What images that stay together have in common. */
  static String key(List<LabeledImage> images, int image, boolean byPatient) {
    return byPatient && images.get(image).patient().isPresent()
        ? "patient " + images.get(image).patient().get()
        : "image " + image;
  }
}
