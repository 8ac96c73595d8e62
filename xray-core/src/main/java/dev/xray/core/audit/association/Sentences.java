package dev.xray.core.audit.association;

import dev.xray.core.audit.association.Association.ValueCount;
import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** Says in a sentence how closely a property goes with the class. */
final class Sentences {
  private static final int NAMED_VALUES = 3;

  private final Classes classes;

  Sentences(Classes classes) {
    this.classes = classes;
  }

  String category(
      Property property,
      Estimate effect,
      double p,
      int right,
      int of,
      boolean separates,
      List<ValueCount> values) {
    if (effect.value().isEmpty()) {
      return values.size() != 1
          ? undefined(property, effect)
          : capital(property)
              + " is the same for all images"
              + (property.isPrivate() ? "." : ": " + values.get(0).value() + ".");
    }
    if (separates && property == Property.SOURCE) {
      return "Every "
          + classes.positive()
          + " image comes from "
          + named(values, ValueCount::positives)
          + ", every "
          + classes.negative()
          + " one from "
          + named(values, ValueCount::negatives)
          + ": a good score proves nothing.";
    }
    if (separates && property.isPrivate()) {
      return capital(property) + " gives the class away: none is found in both classes.";
    }
    if (separates) {
      return capital(property)
          + " gives the class away: "
          + classes.positive()
          + " images have "
          + named(values, ValueCount::positives)
          + ", "
          + classes.negative()
          + " ones "
          + named(values, ValueCount::negatives)
          + ", and none is found in both classes.";
    }
    double v = effect.value().getAsDouble();
    if (p >= Association.SURE) {
      return "No sign that " + property.title() + " goes with the class.";
    }
    return capital(property)
        + (v > Association.V_LIMIT ? " goes closely with the class: " : " goes with the class: ")
        + "a rule that asks for nothing else is right on "
        + right
        + " of "
        + of
        + " images.";
  }

  String number(
      Property property, Estimate effect, double p, boolean higherInPositives, boolean separates) {
    if (effect.value().isEmpty()) {
      return effect.support().images() == 0
          ? capital(property) + " is known of no image."
          : undefined(property, effect);
    }
    String higher = higherInPositives ? classes.positive() : classes.negative();
    String lower = higherInPositives ? classes.negative() : classes.positive();
    if (separates) {
      return capital(property)
          + " gives the class away: it is greater on every "
          + higher
          + " image than on any "
          + lower
          + " one.";
    }
    if (p >= Association.SURE) {
      return "No sign that " + property.title() + " goes with the class.";
    }
    return String.format(
        Locale.ROOT,
        "%s goes %swith the class: of two images, one of each class, it is greater on the %s one in"
            + " %d of 100 cases.",
        capital(property),
        effect.value().getAsDouble() > Association.AUC_LIMIT ? "closely " : "",
        higher,
        Math.round(100 * effect.value().getAsDouble()));
  }

  private static String undefined(Property property, Estimate effect) {
    return "Nothing can be said of "
        + property.title()
        + ": "
        + effect.undefined().orElse("it has one value")
        + ".";
  }

  /** Values that a class has. */
  private static String named(List<ValueCount> values, ToIntFunction<ValueCount> images) {
    List<String> names =
        values.stream().filter(one -> images.applyAsInt(one) > 0).map(ValueCount::value).toList();
    int left = names.size() - NAMED_VALUES;
    return left <= 0
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, NAMED_VALUES)) + " and " + left + " more";
  }

  private static String capital(Property property) {
    String title = property.title();
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }
}
