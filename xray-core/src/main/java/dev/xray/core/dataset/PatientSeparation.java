package dev.xray.core.dataset;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which patients stand on which side of a split: counted from the images themselves, whatever the
 * split promised.
 *
 * @param separated whether no known patient stands on two sides
 * @param patients how many are known
 * @param perPart how many of them stand in each part
 * @param imagesOfUnknownPatient images of which no patient is known; for them nothing is proved
 * @param onTwoSides patients that stand in more than one part, sorted; empty if separated
 */
public record PatientSeparation(
    boolean separated,
    int patients,
    Map<Part, Integer> perPart,
    int imagesOfUnknownPatient,
    List<String> onTwoSides) {
  /** Counts the patients of a split. */
  public static PatientSeparation of(List<LabeledImage> images, Split split) {
    Map<String, Set<Part>> partsOf = new HashMap<>();
    int unknown = 0;
    for (int i = 0; i < images.size(); i++) {
      if (images.get(i).patient().isEmpty()) {
        unknown++;
        continue;
      }
      partsOf
          .computeIfAbsent(images.get(i).patient().get(), id -> EnumSet.noneOf(Part.class))
          .add(split.parts().get(i));
    }
    Map<Part, Integer> perPart = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      perPart.put(part, (int) partsOf.values().stream().filter(p -> p.contains(part)).count());
    }
    List<String> onTwoSides =
        partsOf.keySet().stream().filter(id -> partsOf.get(id).size() > 1).sorted().toList();
    return new PatientSeparation(
        onTwoSides.isEmpty(), partsOf.size(), perPart, unknown, onTwoSides);
  }
}
