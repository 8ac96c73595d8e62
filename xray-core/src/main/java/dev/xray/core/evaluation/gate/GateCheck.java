package dev.xray.core.evaluation.gate;

import dev.xray.core.evaluation.AuditMetric;
import dev.xray.core.evaluation.Interval;
import dev.xray.core.evaluation.gate.GateResult.Status;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds an evaluation against gates. Stateless and thread-safe. */
public final class GateCheck {
  private static final String NOTHING_RELEASED =
      "nothing is released yet with which it could be compared";

  private final Measured measured;
  private final Optional<Measured> baseline;

  private GateCheck(Measured measured, Optional<Measured> baseline) {
    this.measured = measured;
    this.baseline = baseline;
  }

  /**
   * Checks a gate.
   *
   * @param gate what is asked for
   * @param measured the evaluation
   * @param baseline with what a drop is compared; empty where nothing is released yet
   * @return one result for each demand of the gate, in order; never passed where a figure is
   *     missing or undefined
   */
  public static List<GateResult> check(Gate gate, Measured measured, Optional<Measured> baseline) {
    GateCheck check = new GateCheck(measured, baseline);
    List<GateResult> results = new ArrayList<>();
    for (Demand demand : gate.demands()) {
      String title = gate.title(demand);
      try {
        Outcome outcome = check.outcome(gate, demand);
        results.add(
            new GateResult(
                title, outcome.met() ? Status.PASSED : Status.VIOLATED, outcome.text() + "."));
      } catch (NoFigureException e) {
        results.add(new GateResult(title, Status.UNDECIDED, String.valueOf(e.getMessage())));
      }
    }
    return results;
  }

  /** The result of gates that nothing could be held against. */
  public static List<GateResult> undecided(Gate gate, String reason) {
    return gate.demands().stream()
        .map(demand -> new GateResult(gate.title(demand), Status.UNDECIDED, reason))
        .toList();
  }

  private record Outcome(boolean met, String text) {}

  private Outcome outcome(Gate gate, Demand demand) throws NoFigureException {
    if (gate.metric() instanceof AuditMetric metric && metric.kind() != AuditMetric.Kind.FIGURE) {
      return metric.kind() == AuditMetric.Kind.COUNT
          ? ofCount(gate, demand)
          : ofLevel(gate, demand);
    }
    Located figure = Located.in(measured, gate);
    double value = figure.value();
    return switch (demand.bound()) {
      case MINIMUM -> ofValue(figure, value, demand, true);
      case MAXIMUM -> ofValue(figure, value, demand, false);
      case LOWER_BOUND, UPPER_BOUND -> ofInterval(gate, figure, demand);
      case MIN_SUPPORT -> ofSupport(figure, demand);
      case MAX_DROP -> ofDrop(gate, figure, value, demand);
      case WORST -> throw new IllegalArgumentException(gate.title(demand));
    };
  }

  private Outcome ofCount(Gate gate, Demand demand) throws NoFigureException {
    Counted counted = Counted.in(measured.audited(), gate);
    int number = counted.names().size();
    return compared(
        gate.figure("") + ": " + number,
        number <= demand.limit().intValueExact(),
        "at most " + demand.limitText(),
        counted.details());
  }

  private Outcome ofLevel(Gate gate, Demand demand) throws NoFigureException {
    AuditFigures audit = measured.audited();
    return compared(
        gate.figure("") + " is '" + audit.level().text() + "'",
        audit.level().rank() <= demand.limit().intValueExact(),
        "at worst '" + demand.limitText() + "'",
        audit.headline().replaceFirst("\\.$", ""));
  }

  private static Outcome ofValue(Located figure, double value, Demand demand, boolean least) {
    return compared(
        figure.words() + " is " + Rounded.value(value, demand.limit(), least),
        Rounded.isMet(value, demand.limit(), least),
        (least ? "at least " : "at most ") + demand.limitText(),
        Details.besidesValue(figure, Rounded.scale(demand.limit())));
  }

  private static Outcome ofInterval(Gate gate, Located figure, Demand demand)
      throws NoFigureException {
    Interval interval = interval(gate, figure);
    boolean lower = demand.bound() == Bound.LOWER_BOUND;
    double bound = lower ? interval.low() : interval.high();
    int scale = Rounded.scale(demand.limit());
    boolean met = Rounded.isMet(bound, demand.limit(), lower);
    Outcome outcome =
        compared(
            (lower ? "lower" : "upper")
                + " bound of "
                + figure.words()
                + " is "
                + (lower ? Rounded.low(bound, scale) : Rounded.high(bound, scale)),
            met,
            (lower ? "at least " : "at most ") + demand.limitText(),
            Details.ofAll(figure, scale));
    return met
        ? outcome
        : new Outcome(
            false, outcome.text() + Reach.sentence(gate, figure, demand, interval).orElse(""));
  }

  private static Interval interval(Gate gate, Located figure) throws NoFigureException {
    Optional<Interval> interval = figure.estimate().interval();
    if (interval.isEmpty()) {
      throw new NoFigureException(
          figure.words()
              + " has no interval, so no bound to hold a gate against: "
              + figure.estimate().noInterval().orElse("none was computed")
              + ". Gate its value instead.");
    }
    if (interval.get().approximate() && !gate.acceptApproximate()) {
      throw new NoFigureException(
          "The interval of "
              + figure.words()
              + " is approximate ("
              + interval.get().method().text()
              + "): in simulation its method covers the truth too rarely. Gate the value instead,"
              + " or set acceptApproximate to true.");
    }
    return interval.get();
  }

  private static Outcome ofSupport(Located figure, Demand demand) {
    double effective = figure.estimate().support().effective();
    int scale = figure.estimate().support().repeatedPatients() ? 1 : 0;
    boolean met = Rounded.isMet(effective, demand.limit(), true);
    return compared(
        figure.words()
            + " rests on "
            + (scale == 0 ? "" : "effectively ")
            + Rounded.exact(effective).setScale(scale, RoundingMode.FLOOR).toPlainString()
            + " images",
        met,
        "at least " + demand.limitText(),
        Details.ofAll(figure, Rounded.scale(demand.limit())));
  }

  private Outcome ofDrop(Gate gate, Located figure, double value, Demand demand)
      throws NoFigureException {
    if (baseline.isEmpty()) {
      if (gate.requireBaseline()) {
        throw new NoFigureException(
            figure.words() + " must not drop, but " + NOTHING_RELEASED + ".");
      }
      return new Outcome(true, figure.words() + " passes: " + NOTHING_RELEASED);
    }
    Located before = Located.in(baseline.get(), gate);
    Drop drop = Drop.of(before.value(), value, gate.metric().higherIsBetter(), demand.limit());
    return compared(
        figure.words() + " is " + drop.after() + ", " + drop.words(baseline.get().origin()),
        drop.met(),
        "at most " + demand.limitText() + " worse",
        Details.besidesValue(figure, drop.scale())
            + "; before "
            + Details.besidesValue(before, drop.scale())
            + before.note().map(note -> ", at a threshold " + note).orElse("")
            + (measured.data().equals(baseline.get().data())
                ? ""
                : "; the two were evaluated on different data"));
  }

  private static Outcome compared(String found, boolean met, String asked, String details) {
    String limit = met ? "; asked for: " : ", but must be ";
    return new Outcome(met, found + limit + asked + " (" + details + ")");
  }
}
