package dev.xray.core.evaluation.gate;

import dev.xray.core.SettingException;
import dev.xray.core.evaluation.AuditMetric;
import dev.xray.core.evaluation.Measurable;
import dev.xray.core.evaluation.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a gate as a user writes it: element names to text. A number may be written as {@code 0.90}
 * or {@code 90%}.
 */
public final class GateReader {
  /** The set of images that a gate looks at unless it names another. */
  public static final String TEST = "test";

  static final String CHECK = "check";
  static final String SEVERITY = "severity";
  static final String ACCEPT_APPROXIMATE = "acceptApproximate";

  private static final Set<String> KNOWN = known();

  /** Bounds that are numbers. */
  private static final Set<Bound> NUMBERS = EnumSet.complementOf(EnumSet.of(Bound.WORST));

  /** Elements that only a gate on the audit may have. */
  private static final Set<String> OF_AUDIT = Set.of(CHECK, SEVERITY, Bound.WORST.key());

  private final String setting;
  private final Map<String, String> written;
  private final String negative;
  private final String positive;
  private final AuditTerms terms;

  private GateReader(
      String setting,
      Map<String, String> written,
      String negative,
      String positive,
      AuditTerms terms) {
    this.setting = setting;
    this.written = written;
    this.negative = negative;
    this.positive = positive;
    this.terms = terms;
  }

  /**
   * Reads a gate.
   *
   * @param setting dotted name of the gate, such as {@code gates[0]}, for errors
   * @param written {@code metric}, and any of {@code minimum}, {@code maximum}, {@code lowerBound},
   *     {@code upperBound}, {@code minSupport}, {@code maxDrop}, {@code threshold}, {@code
   *     dataset}, {@code slice}, {@code ofClass}, {@code acceptApproximate}, {@code baseline},
   *     {@code requireBaseline}; of the audit {@code worst}, {@code check}, {@code severity}
   * @param negative name of the negative class
   * @param positive name of the positive class
   * @param terms the words of an audit
   * @throws SettingException if it asks for nothing, or for something that cannot be
   */
  public static Gate read(
      String setting,
      Map<String, String> written,
      String negative,
      String positive,
      AuditTerms terms)
      throws SettingException {
    return new GateReader(setting, written, negative, positive, terms).gate();
  }

  private Gate gate() throws SettingException {
    for (String key : written.keySet()) {
      if (!KNOWN.contains(key)) {
        throw error(key, "does not exist; a gate has " + String.join(", ", KNOWN) + ".");
      }
    }
    Measurable named = metric();
    checkPlaces(named);
    List<Demand> demands = demands(named);
    Gate gate =
        new Gate(
            named.key(),
            ofClass(named),
            scope(named),
            demands,
            flag(ACCEPT_APPROXIMATE),
            text("baseline"),
            flag("requireBaseline"));
    if (!gate.needsBaseline()) {
      for (String key : List.of("baseline", "requireBaseline")) {
        if (written.containsKey(key)) {
          throw error(key, "says with what a drop is compared: it needs maxDrop beside it.");
        }
      }
    }
    return gate;
  }

  private Measurable metric() throws SettingException {
    String all =
        Stream.concat(Arrays.stream(Metric.values()), Arrays.stream(AuditMetric.values()))
            .map(Measurable::key)
            .collect(Collectors.joining(", "));
    String key =
        text("metric").orElseThrow(() -> error("metric", "is missing: name one of " + all + "."));
    return Measurable.ofKey(key)
        .orElseThrow(() -> error("metric", "is '" + key + "', but must be one of " + all + "."));
  }

  /** The audit speaks of the test set and of both classes, and knows no baseline. */
  private void checkPlaces(Measurable named) throws SettingException {
    for (String key : written.keySet()) {
      if (named instanceof AuditMetric metric) {
        List<String> places = elements(metric).places();
        if (!key.equals("metric") && !places.contains(key)) {
          throw error(
              key,
              "has no place here: a gate on "
                  + named.key()
                  + ", which is of the audit, may have "
                  + String.join(", ", places)
                  + ".");
        }
      } else if (OF_AUDIT.contains(key)) {
        throw error(
            key,
            "has no place here: "
                + named.key()
                + " is of the evaluation, not of the audit. Leave it out.");
      }
    }
  }

  private AuditElements elements(AuditMetric metric) {
    return new AuditElements(metric, terms, setting);
  }

  private Measurable ofClass(Measurable named) throws SettingException {
    return named instanceof Metric metric
        ? new OfClass(negative, positive).apply(metric, text("ofClass"), at("ofClass"))
        : named;
  }

  private Scope scope(Measurable metric) throws SettingException {
    if (metric instanceof AuditMetric audit) {
      return new Scope(
          TEST,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          elements(audit).check(text(CHECK)),
          elements(audit).severity(text(SEVERITY)));
    }
    Optional<BigDecimal> threshold = number("threshold");
    if (threshold.isPresent()) {
      if (!metric.atThreshold()) {
        throw error(
            "threshold",
            "has no place here: "
                + metric.key()
                + " is of the probabilities themselves. Leave it out.");
      }
      within("threshold", threshold.get(), 0, 1);
    }
    return new Scope(text("dataset").orElse(TEST), slice(), text("ofClass"), threshold);
  }

  private Optional<SliceName> slice() throws SettingException {
    Optional<String> slice = text("slice");
    if (slice.isEmpty()) {
      return Optional.empty();
    }
    int equals = slice.get().indexOf('=');
    if (equals <= 0) {
      throw error("slice", "is '" + slice.get() + "', but must be column=value, as in sex=F.");
    }
    return Optional.of(
        new SliceName(
            slice.get().substring(0, equals).trim(), slice.get().substring(equals + 1).trim()));
  }

  private List<Demand> demands(Measurable metric) throws SettingException {
    List<Demand> demands = new ArrayList<>();
    if (metric == AuditMetric.VERDICT && text(Bound.WORST.key()).isPresent()) {
      demands.add(elements(AuditMetric.VERDICT).worst(text(Bound.WORST.key()).get()));
    }
    for (Bound bound : NUMBERS) {
      Optional<BigDecimal> limit = number(bound.key());
      if (limit.isPresent()) {
        check(metric, bound, limit.get());
        demands.add(new Demand(bound, limit.get()));
      }
    }
    if (demands.isEmpty()) {
      throw new SettingException(
          setting,
          "asks for nothing: give it one of "
              + Arrays.stream(Bound.values())
                  .map(Bound::key)
                  .filter(key -> mayHave(metric, key))
                  .collect(Collectors.joining(", "))
              + ".");
    }
    return demands;
  }

  private boolean mayHave(Measurable metric, String key) {
    return metric instanceof AuditMetric audit
        ? elements(audit).places().contains(key)
        : !OF_AUDIT.contains(key);
  }

  /** A limit that every figure meets, or none can, is a mistake. */
  private void check(Measurable metric, Bound bound, BigDecimal limit) throws SettingException {
    String key = bound.key();
    double value = limit.doubleValue();
    if (bound == Bound.MIN_SUPPORT) {
      checkWhole(key, limit, 1);
      return;
    }
    if (metric instanceof AuditMetric audit && audit.kind() == AuditMetric.Kind.COUNT) {
      checkWhole(key, limit, 0);
      return;
    }
    if (bound == Bound.MAX_DROP) {
      within(key, limit, 0, metric.highest() - metric.lowest());
      return;
    }
    within(key, limit, metric.lowest(), metric.highest());
    boolean least = bound == Bound.MINIMUM || bound == Bound.LOWER_BOUND;
    if (value == (least ? metric.lowest() : metric.highest())) {
      throw error(key, "is " + written.get(key) + ", which every " + metric.key() + " meets.");
    }
    if (bound.ofInterval() && value == (least ? metric.highest() : metric.lowest())) {
      throw error(
          key,
          "is " + written.get(key) + ", which no interval reaches, however many cases there are.");
    }
  }

  private void checkWhole(String key, BigDecimal number, int least) throws SettingException {
    if (number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
        || number.stripTrailingZeros().scale() > 0) {
      throw error(
          key, "is " + written.get(key) + ", but must be a whole number from " + least + " up.");
    }
  }

  private void within(String key, BigDecimal value, double low, double high)
      throws SettingException {
    if (value.doubleValue() < low || value.doubleValue() > high) {
      throw error(
          key,
          "is "
              + written.get(key)
              + ", but must be between "
              + Rounded.plain(low)
              + " and "
              + Rounded.value(high, 2)
              + ".");
    }
  }

  private Optional<BigDecimal> number(String key) throws SettingException {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean percent = text.get().endsWith("%");
    String digits = percent ? text.get().substring(0, text.get().length() - 1).trim() : text.get();
    if (!digits.matches("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)")) {
      throw error(
          key, "is '" + text.get() + "', but must be a number, such as 0.90, which is also 90%.");
    }
    BigDecimal number = new BigDecimal(digits);
    if (percent) {
      number = number.movePointLeft(2);
    }
    if (number.scale() > Rounded.EXACT) {
      throw error(key, "has more than " + Rounded.EXACT + " decimals.");
    }
    return Optional.of(number);
  }

  private boolean flag(String key) throws SettingException {
    Optional<String> text = text(key);
    if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
      throw error(key, "is '" + text.get() + "', but must be true or false.");
    }
    return text.isPresent() && text.get().equals("true");
  }

  private Optional<String> text(String key) throws SettingException {
    String text = written.get(key);
    if (text != null && text.isBlank()) {
      throw error(key, "is empty: write a value, or leave it out.");
    }
    return Optional.ofNullable(text).map(String::trim);
  }

  private String at(String key) {
    return setting + "." + key;
  }

  private SettingException error(String key, String problem) {
    return new SettingException(at(key), problem);
  }

  private static Set<String> known() {
    Set<String> known =
        new TreeSet<>(
            List.of(
                "metric",
                "threshold",
                "dataset",
                "slice",
                "ofClass",
                ACCEPT_APPROXIMATE,
                CHECK,
                SEVERITY,
                "baseline",
                "requireBaseline"));
    Arrays.stream(Bound.values()).map(Bound::key).forEach(known::add);
    return known;
  }
}
