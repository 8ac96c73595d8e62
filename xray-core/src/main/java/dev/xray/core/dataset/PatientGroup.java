package dev.xray.core.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < images.size(); i++) {
      members.computeIfAbsent(key(images, i, byPatient), key -> new ArrayList<>()).add(i);
    }
    List<PatientGroup> groups = new ArrayList<>();
    for (List<Integer> group : members.values()) {
      int positives =
          (int) group.stream().filter(i -> classes.index(images.get(i).label()) == 1).count();
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
