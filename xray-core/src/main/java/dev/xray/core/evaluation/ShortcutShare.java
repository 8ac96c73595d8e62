package dev.xray.core.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How far a model tells the classes apart by what cannot contain the disease, measured against its
 * advantage over guessing: from 0, not at all, to 1, as far as with the whole image.
 *
 * <p>With A the ROC AUC on images as they are, A - 1/2 is the advantage. Each changed version of
 * the images gives a share of it:
 *
 * <ul>
 *   <li>{@link Kind#REMOVED}: everything that can contain the disease was taken away. The area B
 *       that is left gives |B - 1/2| / (A - 1/2): what the model still knows. An area below 1/2
 *       counts as much as one above it: a model that orders the images the wrong way round by what
 *       is left reads it as well, and its score follows what is no disease.
 *   <li>{@link Kind#EXCHANGED}: a part that cannot contain the disease was exchanged for that of an
 *       image of the other class. A model that sees nothing else now orders the images the wrong
 *       way round, with an area of 1 - A, so that the fall A - B is divided by 2 A - 1. A rise
 *       counts as 0: here the disease is still to be seen, so that the area without a shortcut is A
 *       and not 1/2, and a part that held the model back does not explain what it can do.
 * </ul>
 *
 * <p>Each share is limited to [0, 1]. The metric is the largest: one hole is enough, and two
 * versions that show the same shortcut must not dilute each other.
 *
 * <p>The bounds are the largest of the shares' lower and of their upper bounds, each from
 * percentiles when patients are resampled. Those of {@link Kind#REMOVED} are percentiles of the
 * share with its sign, folded afterwards: where they enclose chance the lower bound is 0, which the
 * percentiles of an absolute value would never be. The upper bound, which gates look at, is not
 * below that of the share that is truly the largest, and so covers it at least as often as that one
 * alone. The lower one is the higher the more versions there are. Since neither an absolute value
 * nor a maximum averages out, a model without a shortcut does not give 0: with one version, m
 * positive and n negative images and an area B that is due to chance alone, the share has a mean of
 * about sqrt((m + n + 1) / (6 pi m n)) / (A - 1/2).
 *
 * <p>Undefined where the advantage is too small to be divided: where A is below {@value
 * #LEAST_AUC}, or the lower bound of its interval is not above 1/2.
 *
 * <p>What it does not say: a model with the value 0 may rely on a shortcut inside the lungs, or
 * anywhere that no version removes or exchanges. It is evidence of a shortcut, never of its
 * absence.
 */
public final class ShortcutShare {
  /** Least ROC AUC of which an advantage is divided. */
  public static final double LEAST_AUC = 0.6;

  /** How a version of the images was changed. */
  public enum Kind {
    /** Without everything that can contain the disease. */
    REMOVED,
    /** With something that cannot contain the disease taken from an image of the other class. */
    EXCHANGED
  }

  /**
   * A changed version of all images.
   *
   * @param name for the result
   * @param kind how it was changed
   * @param cases the changed image's probability as the current one, that of the image as it is as
   *     the baseline; the same images in the same order in all versions
   */
  public record Version(String name, Kind kind, List<PairedCase> cases) {
    /** Copies the list. */
    public Version {
      cases = List.copyOf(cases);
    }
  }

  /**
   * The share of one version.
   *
   * @param name of the version
   * @param share in [0, 1]
   * @param reversed whether the images of the version are ordered the wrong way round: the area
   *     that is left is below 1/2
   */
  public record Part(String name, Estimate share, boolean reversed) {}

  /**
   * The metric.
   *
   * @param value the largest share
   * @param parts all of them, in the order given; none where the metric is undefined
   */
  public record Result(Estimate value, List<Part> parts) {
    /** Copies the list. */
    public Result {
      parts = List.copyOf(parts);
    }
  }

  private ShortcutShare() {}

  /**
   * Computes the metric.
   *
   * @param unchanged the images as they are
   * @param versions of the images; where there is none, the metric is undefined
   * @param settings confidence and bootstrap
   */
  public static Result of(
      List<Case> unchanged, List<Version> versions, EvaluationSettings settings) {
    Estimate auc = ChangeEvaluator.rocAuc(unchanged, settings);
    Optional<String> undefined = undefined(auc, versions);
    if (undefined.isPresent()) {
      return new Result(Estimate.undefined(undefined.get(), auc.support()), List.of());
    }
    List<Part> parts =
        versions.stream().map(version -> part(version, auc.support(), settings)).toList();
    return new Result(largest(parts, auc.support()), parts);
  }

  private static Optional<String> undefined(Estimate auc, List<Version> versions) {
    if (versions.isEmpty()) {
      return Optional.of("no version of the images could be made that shows a shortcut");
    }
    if (auc.undefined().isPresent()) {
      return auc.undefined();
    }
    double area = auc.value().orElseThrow();
    return area < LEAST_AUC || auc.interval().filter(bounds -> bounds.low() > 0.5).isEmpty()
        ? Optional.of(
            "the model hardly orders the images better than guessing does, so that there is no"
                + " advantage to be explained")
        : Optional.empty();
  }

  private static Part part(Version version, Support support, EvaluationSettings settings) {
    PairedSample sample = new PairedSample(version.cases());
    Ranked changed = sample.current();
    Ranked unchanged = sample.baseline();
    int[] once = IntStream.range(0, sample.images()).map(i -> 1).toArray();
    double value = share(version.kind(), unchanged.rocAuc(once), changed.rocAuc(once));
    PairedBootstrap.Bounds bounds =
        new PairedBootstrap(sample, settings)
            .bounds(times -> share(version.kind(), unchanged.rocAuc(times), changed.rocAuc(times)));
    boolean eitherWay = version.kind() == Kind.REMOVED;
    return new Part(
        version.name(),
        estimate(value, eitherWay, bounds, support, settings),
        eitherWay && value < 0);
  }

  private static Estimate estimate(
      double value,
      boolean eitherWay,
      PairedBootstrap.Bounds bounds,
      Support support,
      EvaluationSettings settings) {
    double limited = limited(eitherWay ? Math.abs(value) : value);
    if (bounds.isSame()) {
      Interval point =
          new Interval(limited, limited, settings.confidence(), Method.BOOTSTRAP_PAIRED);
      return Estimate.of(limited, point, support);
    }
    return bounds
        .interval()
        .map(interval -> eitherWay ? folded(interval) : interval)
        .map(
            interval ->
                Estimate.of(
                    limited,
                    new Interval(
                        limited(interval.low()),
                        limited(interval.high()),
                        interval.confidence(),
                        Method.BOOTSTRAP_PAIRED),
                    support))
        .orElseGet(() -> Estimate.withoutInterval(limited, bounds.reason(), support));
  }

  /** From a share with its sign to how large it is: covers the one where it covers the other. */
  private static Interval folded(Interval signed) {
    boolean enclosesChance = signed.low() <= 0 && signed.high() >= 0;
    double low = Math.abs(signed.low());
    double high = Math.abs(signed.high());
    return new Interval(
        enclosesChance ? 0 : Math.min(low, high),
        Math.max(low, high),
        signed.confidence(),
        signed.method());
  }

  /** With its sign, not limited to [0, 1] yet; NaN without an advantage. */
  private static double share(Kind kind, double unchanged, double changed) {
    double advantage = unchanged - 0.5;
    if (!(advantage > 0)) {
      return Double.NaN;
    }
    return kind == Kind.REMOVED
        ? (changed - 0.5) / advantage
        : (unchanged - changed) / (2 * advantage);
  }

  private static double limited(double share) {
    return Math.max(0, Math.min(1, share));
  }

  private static Estimate largest(List<Part> parts, Support support) {
    OptionalDouble value =
        parts.stream().mapToDouble(part -> part.share().value().orElseThrow()).max();
    List<Interval> intervals = new ArrayList<>();
    for (Part part : parts) {
      if (part.share().interval().isEmpty()) {
        return Estimate.withoutInterval(
            value.orElseThrow(),
            part.name() + ": " + part.share().noInterval().orElse(""),
            support);
      }
      intervals.add(part.share().interval().get());
    }
    Interval any = intervals.get(0);
    return Estimate.of(
        value.orElseThrow(),
        new Interval(
            highest(intervals.stream().map(Interval::low).toList()),
            highest(intervals.stream().map(Interval::high).toList()),
            any.confidence(),
            any.method()),
        support);
  }

  private static double highest(List<Double> bounds) {
    return bounds.stream().max(Comparator.naturalOrder()).orElseThrow();
  }
}
