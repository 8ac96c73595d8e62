package dev.xray.core.evaluation;

import dev.xray.core.XrayException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Chooses a threshold from cases: those of the validation part, or out-of-fold ones, never those of
 * the test part (a threshold chosen there is optimistic: Leeflang et al. 2008, Bias in sensitivity
 * and specificity caused by data-driven selection of optimal cutoff values). Pure arithmetic;
 * independent of the order of the cases.
 *
 * <p>Only the order of the cases and the place between two of them decide, so there is one
 * candidate between each two neighbouring probabilities, one below all and one above all: the
 * shortest decimal fraction near the middle of the gap. Images of equal probability cannot be told
 * apart and always fall on one side. No threshold in [0, 1] makes a probability of 0 positive.
 */
public final class ThresholdChooser {
  private static final int DIGITS = 17;

  private ThresholdChooser() {}

  /**
   * Chooses.
   *
   * <p>{@code sensitivity>=s}: the best specificity of all candidates whose sensitivity is at least
   * s; among equals the best sensitivity; {@code specificity>=s} likewise. {@code youden} (Youden
   * 1950) and {@code cost=c} (Metz 1978, Basic principles of ROC analysis): the greatest index and
   * the lowest cost; among equals the best sensitivity, since a missed positive is the worse error.
   * The expected cost of a case is c π (1 − sensitivity) + (1 − π) (1 − specificity), with π the
   * declared prevalence, or else the share of positives of these cases.
   *
   * @param cases of both classes
   * @param policy one that chooses
   * @param prevalence declared share of positives among future images, in (0, 1); only a cost looks
   *     at it
   * @throws XrayException if a class has no case or no candidate reaches the target; the message
   *     reads on after "The threshold cannot be chosen: "
   * @throws IllegalArgumentException if the policy is {@link ThresholdPolicy#FIXED}
   */
  public static ThresholdChoice choose(
      List<Case> cases, ThresholdPolicy policy, OptionalDouble prevalence) throws XrayException {
    int positives = (int) cases.stream().filter(Case::positive).count();
    if (positives == 0 || positives == cases.size()) {
      throw new XrayException(
          (positives == 0 ? Reasons.NO_POSITIVES : Reasons.NO_NEGATIVES)
              + " among the "
              + cases.size()
              + " it would be chosen from.");
    }
    List<ThresholdChoice> candidates = candidates(cases);
    return switch (policy.kind()) {
      case SENSITIVITY -> sensitivity(candidates, policy);
      case SPECIFICITY -> specificity(candidates, policy);
      case YOUDEN -> cheapest(candidates, 1.0 / positives, 1.0 / (cases.size() - positives));
      case COST -> cost(candidates, policy.value().orElseThrow(), prevalence);
      case FIXED -> throw new IllegalArgumentException("fixed chooses nothing");
    };
  }

  /** From the lowest threshold to the highest. */
  static List<ThresholdChoice> candidates(List<Case> cases) {
    List<Case> sorted =
        cases.stream().sorted(Comparator.comparingDouble(Case::probability)).toList();
    int positives = (int) sorted.stream().filter(Case::positive).count();
    int negatives = sorted.size() - positives;
    List<ThresholdChoice> candidates = new ArrayList<>();
    int positivesBelow = 0;
    int negativesBelow = 0;
    double below = 0;
    for (Case next : sorted) {
      if (next.probability() > below) {
        candidates.add(
            new ThresholdChoice(
                between(below, next.probability()),
                confusion(positives, negatives, positivesBelow, negativesBelow)));
      }
      below = next.probability();
      positivesBelow += next.positive() ? 1 : 0;
      negativesBelow += next.positive() ? 0 : 1;
    }
    candidates.add(
        new ThresholdChoice(
            below < 1 ? between(below, 1) : 1,
            confusion(positives, negatives, positivesBelow, negativesBelow)));
    return candidates;
  }

  private static ConfusionMatrix confusion(
      int positives, int negatives, int positivesBelow, int negativesBelow) {
    return new ConfusionMatrix(
        positives - positivesBelow, positivesBelow, negatives - negativesBelow, negativesBelow);
  }

  /** The middle, rounded to as few digits as keep it strictly between. */
  private static double between(double low, double high) {
    double middle = low + (high - low) / 2;
    for (int digits = 2; digits < DIGITS; digits++) {
      double rounded =
          new BigDecimal(middle).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
      if (rounded > low && rounded < high) {
        return rounded;
      }
    }
    // Neighbouring doubles leave nothing between; the lower one itself is not strictly greater.
    return middle < high ? middle : low;
  }

  private static ThresholdChoice sensitivity(
      List<ThresholdChoice> candidates, ThresholdPolicy policy) throws XrayException {
    double target = policy.value().orElseThrow();
    return candidates.stream()
        .filter(at -> reaches(at.confusion().truePositives(), at.confusion().positives(), target))
        .max(
            Comparator.comparingInt((ThresholdChoice at) -> at.confusion().trueNegatives())
                .thenComparingInt(at -> at.confusion().truePositives()))
        .orElseThrow(() -> unreached(policy, candidates.get(0).confusion()));
  }

  private static XrayException unreached(ThresholdPolicy policy, ConfusionMatrix best) {
    return new XrayException(
        "no threshold reaches "
            + policy.text()
            + ", since "
            + best.falseNegatives()
            + " of "
            + best.positives()
            + " positive images have a probability of exactly 0.");
  }

  /** Always reached: above all probabilities nothing is positive. */
  private static ThresholdChoice specificity(
      List<ThresholdChoice> candidates, ThresholdPolicy policy) {
    double target = policy.value().orElseThrow();
    return candidates.stream()
        .filter(at -> reaches(at.confusion().trueNegatives(), at.confusion().negatives(), target))
        .max(
            Comparator.comparingInt((ThresholdChoice at) -> at.confusion().truePositives())
                .thenComparingInt(at -> at.confusion().trueNegatives()))
        .orElseThrow();
  }

  /** What floating point adds to a whole number does not count: 0.95 of 20 is 19. */
  private static boolean reaches(int count, int of, double target) {
    return count >= target * of - 1e-9;
  }

  private static ThresholdChoice cost(
      List<ThresholdChoice> candidates, double cost, OptionalDouble prevalence) {
    if (prevalence.isEmpty()) {
      return cheapest(candidates, cost, 1);
    }
    ConfusionMatrix any = candidates.get(0).confusion();
    double share = prevalence.getAsDouble();
    return cheapest(candidates, cost * share / any.positives(), (1 - share) / any.negatives());
  }

  /** The least missed · FN + alarm · FP; among equals the lowest threshold. */
  private static ThresholdChoice cheapest(
      List<ThresholdChoice> candidates, double missed, double alarm) {
    // Costs that are equal on paper differ in the last digits: compare them with some room.
    double room = 1e-12 * (missed + alarm) * candidates.get(0).confusion().total();
    ThresholdChoice best = candidates.get(0);
    for (ThresholdChoice candidate : candidates) {
      if (cost(candidate, missed, alarm) < cost(best, missed, alarm) - room) {
        best = candidate;
      }
    }
    return best;
  }

  private static double cost(ThresholdChoice at, double missed, double alarm) {
    return missed * at.confusion().falseNegatives() + alarm * at.confusion().falsePositives();
  }
}
