package dev.xray.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The area under the precision-recall curve of a sample with both classes, as average precision,
 * and its interval.
 *
 * <p>Groups of cases with the same probability are numbered from the highest down. A group with m
 * positives adds m f / c, with f positives and c cases down to its end, all divided by the
 * positives. Without a patient the later groups' f and c are smaller by what was left out above
 * them, so that sums over m f / (c - s) and m / (c - s) for each s give all patients' areas without
 * going through the sample again for each.
 */
final class PrAuc {
  /** Of patients with more images the sums are made anew each time, rather than kept in memory. */
  private static final int MOST_SUMS = 32;

  private final Sample sample;
  private final int[] groups;
  private final int[] more;
  private final int[] found;
  private final int[] called;
  private final List<double[]> sumsOfFound = new ArrayList<>();
  private final List<double[]> sumsOfOne = new ArrayList<>();
  private int count;

  PrAuc(Sample sample) {
    this.sample = sample;
    groups = new int[sample.images()];
    more = new int[sample.images()];
    found = new int[sample.images()];
    called = new int[sample.images()];
    for (int end = sample.images(), start; end > 0; end = start, count++) {
      start = sample.startOfTies(end);
      Arrays.fill(groups, start, end, count);
      more[count] = sample.positives(start, end);
      found[count] = (count == 0 ? 0 : found[count - 1]) + more[count];
      called[count] = (count == 0 ? 0 : called[count - 1]) + end - start;
    }
    sums(0);
  }

  double area() {
    return sumsOfFound.get(0)[count] / sample.positives();
  }

  /** Sums over the groups before each, where s cases are left out above. */
  private void sums(int s) {
    double[] ofFound = new double[count + 1];
    double[] ofOne = new double[count + 1];
    for (int g = 0; g < count; g++) {
      double one = called[g] > s ? (double) more[g] / (called[g] - s) : 0;
      ofFound[g + 1] = ofFound[g] + one * found[g];
      ofOne[g + 1] = ofOne[g] + one;
    }
    sumsOfFound.add(ofFound);
    sumsOfOne.add(ofOne);
  }

  /** What groups from {@code first} to before {@code last} add without those left out above. */
  private double between(int first, int last, int positivesOut, int out) {
    if (out > MOST_SUMS) {
      double sum = 0;
      for (int g = first; g < last; g++) {
        sum += (double) more[g] * (found[g] - positivesOut) / (called[g] - out);
      }
      return sum;
    }
    while (sumsOfFound.size() <= out) {
      sums(sumsOfFound.size());
    }
    double[] ofFound = sumsOfFound.get(out);
    double[] ofOne = sumsOfOne.get(out);
    return ofFound[last] - ofFound[first] - positivesOut * (ofOne[last] - ofOne[first]);
  }

  /** The area without some cases, which are not all positives; indices from the highest down. */
  private double without(List<Integer> cases) {
    double sum = 0;
    int positivesOut = 0;
    int out = 0;
    int next = 0;
    for (int i = 0; i < cases.size(); ) {
      int group = groups[cases.get(i)];
      sum += between(next, group, positivesOut, out);
      int kept = more[group];
      for (; i < cases.size() && groups[cases.get(i)] == group; i++, out++) {
        if (sample.positive(cases.get(i))) {
          positivesOut++;
          kept--;
        }
      }
      if (kept > 0) {
        sum += (double) kept * (found[group] - positivesOut) / (called[group] - out);
      }
      next = group + 1;
    }
    sum += between(next, count, positivesOut, out);
    return sum / (sample.positives() - positivesOut);
  }

  /** The variance by leaving out one patient at a time; each class has at least two patients. */
  private double jackknife() {
    List<List<Integer>> cases = new ArrayList<>();
    for (int i = 0; i < sample.patients(); i++) {
      cases.add(new ArrayList<>(1));
    }
    for (int i = sample.images() - 1; i >= 0; i--) {
      cases.get(sample.patient(i)).add(i);
    }
    double[] areas = cases.stream().mapToDouble(this::without).toArray();
    double mean = Arrays.stream(areas).sum() / areas.length;
    double squares = Arrays.stream(areas).map(area -> (area - mean) * (area - mean)).sum();
    return squares * (areas.length - 1) / areas.length;
  }

  Interval interval(double confidence) {
    double area = area();
    int positives = sample.patientsOf(true);
    boolean enough = positives > 1 && sample.patientsOf(false) > 1 && area < 1;
    double variance = enough ? jackknife() : 0;
    if (variance > 1e-18) {
      return Quantiles.logit(area, Math.sqrt(variance), confidence, Method.JACKKNIFE_LOGIT);
    }
    Interval wilson = new Share(Math.min(area, 1), positives).wilson(confidence);
    return new Interval(wilson.low(), wilson.high(), confidence, Method.WILSON_POSITIVES);
  }
}
