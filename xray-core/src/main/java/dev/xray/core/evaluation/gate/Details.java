package dev.xray.core.evaluation.gate;

import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** On what a figure rests: counts, patients, interval, in brackets behind it. */
final class Details {
  private Details() {}

  /** All but the value. */
  static String besidesValue(Located figure, int scale) {
    List<String> details = new ArrayList<>();
    details.add(support(figure.estimate().support()));
    interval(figure.estimate().interval(), scale).ifPresent(details::add);
    return String.join(", ", details);
  }

  /** Value, counts, interval. */
  static String ofAll(Located figure, int scale) {
    return "value "
        + Rounded.value(figure.estimate().value().orElseThrow(), scale)
        + ", "
        + besidesValue(figure, scale);
  }

  private static String support(Support support) {
    String counts =
        support.count().isPresent()
            ? support.count().getAsInt() + " of " + support.of().getAsInt()
            : images(support.images());
    return support.repeatedPatients()
        ? counts
            + " from "
            + support.patients()
            + (support.patients() == 1 ? " patient" : " patients")
            + ", effectively "
            + Rounded.low(support.effective(), 1)
            + " images"
        : counts;
  }

  private static Optional<String> interval(Optional<Interval> interval, int scale) {
    return interval.map(
        bounds ->
            Rounded.plain(Math.round(bounds.confidence() * 1000) / 10.0)
                + "% interval "
                + Rounded.low(bounds.low(), scale)
                + " to "
                + Rounded.high(bounds.high(), scale)
                + ", "
                + bounds.method().text());
  }

  static String images(int images) {
    return images + (images == 1 ? " image" : " images");
  }
}
