package dev.xray.core.evaluation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cases in the order of their probabilities, lowest first, with patients as numbers. The same cases
 * in another order give the same sample.
 */
final class Sample {
  private static final Comparator<Case> ORDER =
      Comparator.comparingDouble(Case::probability)
          .thenComparing(Case::positive)
          .thenComparing(one -> one.patient().orElse(""));

  private final double[] probabilities;
  private final boolean[] positive;
  private final int[] patients;
  private final int positives;
  private final int knownPatients;
  private final int withoutPatient;

  Sample(List<Case> cases) {
    probabilities = new double[cases.size()];
    positive = new boolean[cases.size()];
    patients = new int[cases.size()];
    Map<String, Integer> numbers = new HashMap<>();
    List<Case> sorted = cases.stream().sorted(ORDER).toList();
    int found = 0;
    int unknown = 0;
    int next = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Case one = sorted.get(i);
      probabilities[i] = one.probability();
      positive[i] = one.positive();
      found += one.positive() ? 1 : 0;
      Optional<String> id = one.patient();
      Integer number = id.map(numbers::get).orElse(null);
      patients[i] = number != null ? number : next++;
      if (id.isEmpty()) {
        unknown++;
      } else {
        numbers.put(id.get(), patients[i]);
      }
    }
    positives = found;
    knownPatients = numbers.size();
    withoutPatient = unknown;
  }

  int images() {
    return probabilities.length;
  }

  int positives() {
    return positives;
  }

  int negatives() {
    return images() - positives;
  }

  double probability(int index) {
    return probabilities[index];
  }

  boolean positive(int index) {
    return positive[index];
  }

  /** Number of the image's patient, from 0 to {@link #patients()}. */
  int patient(int index) {
    return patients[index];
  }

  /** Known patients, and one for each image whose patient is not known. */
  int patients() {
    return knownPatients + withoutPatient;
  }

  int knownPatients() {
    return knownPatients;
  }

  int withoutPatient() {
    return withoutPatient;
  }

  /** Index of the first case whose probability differs from that at {@code start}. */
  int endOfTies(int start) {
    int end = start + 1;
    while (end < probabilities.length && probabilities[end] == probabilities[start]) {
      end++;
    }
    return end;
  }

  /** Why a figure of both classes is undefined, if it is. */
  Optional<String> oneClassOnly() {
    if (images() == 0) {
      return Optional.of(Reasons.NO_IMAGES);
    }
    if (positives == 0) {
      return Optional.of(Reasons.NO_POSITIVES);
    }
    return negatives() == 0 ? Optional.of(Reasons.NO_NEGATIVES) : Optional.empty();
  }
}
