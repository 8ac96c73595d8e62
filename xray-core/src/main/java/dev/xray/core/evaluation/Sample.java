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

  /** Which patients have images of a class. */
  boolean[] hasPatient(boolean ofPositives) {
    boolean[] has = new boolean[patients()];
    for (int i = 0; i < patients.length; i++) {
      if (positive[i] == ofPositives) {
        has[patients[i]] = true;
      }
    }
    return has;
  }

  /** How many patients have images of a class. */
  int patientsOf(boolean ofPositives) {
    int count = 0;
    for (boolean one : hasPatient(ofPositives)) {
      count += one ? 1 : 0;
    }
    return count;
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

  boolean isLastOfTies(int index) {
    return index + 1 == probabilities.length || probabilities[index + 1] != probabilities[index];
  }

  /** Index of the first case whose probability is that of the one before {@code end}. */
  int startOfTies(int end) {
    int start = end - 1;
    while (start > 0 && probabilities[start - 1] == probabilities[start]) {
      start--;
    }
    return start;
  }

  /** Number of positives from {@code start} to before {@code end}. */
  int positives(int start, int end) {
    int count = 0;
    for (int i = start; i < end; i++) {
      count += positive[i] ? 1 : 0;
    }
    return count;
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
