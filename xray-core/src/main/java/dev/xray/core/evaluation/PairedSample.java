package dev.xray.core.evaluation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Paired cases in the order given, with patients as numbers. */
final class PairedSample {
  private final List<PairedCase> cases;
  private final boolean[] positive;
  private final int[] patients;
  private final int patientCount;
  private final int positives;

  PairedSample(List<PairedCase> cases) {
    this.cases = List.copyOf(cases);
    patients = new int[cases.size()];
    positive = new boolean[cases.size()];
    Map<String, Integer> numbers = new HashMap<>();
    int next = 0;
    for (int i = 0; i < patients.length; i++) {
      int fresh = next;
      positive[i] = cases.get(i).positive();
      patients[i] =
          cases.get(i).patient().map(id -> numbers.computeIfAbsent(id, any -> fresh)).orElse(fresh);
      next += patients[i] == fresh ? 1 : 0;
    }
    patientCount = next;
    positives = (int) cases.stream().filter(PairedCase::positive).count();
  }

  int images() {
    return patients.length;
  }

  int positives() {
    return positives;
  }

  int negatives() {
    return images() - positives;
  }

  boolean positive(int index) {
    return positive[index];
  }

  double current(int index) {
    return cases.get(index).current();
  }

  double baseline(int index) {
    return cases.get(index).baseline();
  }

  /** Number of the image's patient, from 0 to {@link #patients()}. */
  int patient(int index) {
    return patients[index];
  }

  /** Known patients, and one for each image whose patient is not known. */
  int patients() {
    return patientCount;
  }

  boolean repeatedPatients() {
    return patientCount < images();
  }

  /** How many patients have images of a class. */
  int patientsOf(boolean positive) {
    return (int)
        IntStream.range(0, images())
            .filter(i -> positive(i) == positive)
            .map(this::patient)
            .distinct()
            .count();
  }

  /** The current model's cases alone. */
  Sample sampleOfCurrent() {
    return new Sample(cases.stream().map(PairedCase::ofCurrent).toList());
  }

  /** The baseline's. */
  Sample sampleOfBaseline() {
    return new Sample(cases.stream().map(PairedCase::ofBaseline).toList());
  }

  /** One model's view of the cases. */
  Ranked current() {
    return new Ranked(this, cases.stream().mapToDouble(PairedCase::current).toArray());
  }

  /** The other's. */
  Ranked baseline() {
    return new Ranked(this, cases.stream().mapToDouble(PairedCase::baseline).toArray());
  }

  /** Indices of the cases by probability, lowest first. */
  static int[] order(double[] probabilities) {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> probabilities[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
