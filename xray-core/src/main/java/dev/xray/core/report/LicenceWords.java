package dev.xray.core.report;

import dev.xray.core.dataset.Licence.Use;
import dev.xray.core.dataset.LicenceCount;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the licences of a data set come to, in a sentence for page and model card. */
final class LicenceWords {
  private LicenceWords() {}

  static String note(List<LicenceCount> licences) {
    int all = count(licences, EnumSet.allOf(Use.class));
    List<String> parts = new ArrayList<>();
    add(parts, count(licences, EnumSet.of(Use.UNKNOWN)), "have none that is known");
    add(
        parts,
        count(licences, EnumSet.of(Use.UNRECOGNISED)),
        "have one that xray does not recognise");
    add(
        parts,
        count(licences, EnumSet.of(Use.NON_COMMERCIAL)),
        "have one that forbids commercial use");
    add(
        parts,
        count(licences, EnumSet.of(Use.NO_DERIVATIVES)),
        "have one that forbids altered copies");
    return parts.isEmpty()
        ? "The licences of all images allow any use, by their names. What they ask for, such as"
            + " attribution, holds all the same."
        : "Of "
            + Numbers.count(all, "image")
            + ", "
            + String.join(", ", parts)
            + ". Whether a use of images or model is covered is for its user to find out.";
  }

  private static void add(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(count + " " + (count == 1 ? what.replaceFirst("^have", "has") : what));
    }
  }

  private static int count(List<LicenceCount> licences, Set<Use> uses) {
    return licences.stream()
        .filter(row -> uses.contains(row.use()))
        .mapToInt(LicenceCount::total)
        .sum();
  }
}
