package dev.xray.core.report;

import dev.xray.core.report.Page.Dot;
import dev.xray.core.report.Page.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Every test image as a mark on the axis of probability: one band a class, marks that would cover
 * each other stacked.
 */
final class ScorePlot {
  /** Width and height of the drawing area, and the middle of each class's band. */
  private static final double WIDTH = 1000;

  private static final double BAND = 150;
  private static final int BINS = 60;

  private final ReportData data;
  private final double threshold;

  ScorePlot(ReportData data) {
    this.data = data;
    this.threshold = data.thresholds().get(0);
  }

  List<Dot> dots() {
    List<Dot> dots = new ArrayList<>();
    for (boolean positive : new boolean[] {true, false}) {
      List<ImageResult> images =
          data.test().images().stream()
              .filter(image -> image.positive(data.classes()) == positive)
              .toList();
      dots.addAll(band(images, positive));
    }
    return dots;
  }

  List<Line> lines() {
    return data.thresholds().stream()
        .map(at -> new Line(number(at * WIDTH), PageBuilder.percent(at), Numbers.threshold(at)))
        .toList();
  }

  private List<Dot> band(List<ImageResult> images, boolean positive) {
    int[] heights = new int[BINS + 1];
    int[] tops = new int[BINS + 1];
    images.forEach(image -> tops[bin(image)]++);
    int tallest = 1;
    for (int top : tops) {
      tallest = Math.max(tallest, top);
    }
    double step = Math.min(17, (BAND - 20) / tallest);
    double floor = positive ? BAND : 2 * BAND + 10;
    List<Dot> dots = new ArrayList<>();
    for (ImageResult image : images) {
      double y = floor - 12 - step * heights[bin(image)]++;
      boolean error = Outcome.of(image, data.classes(), threshold) != Outcome.RIGHT;
      dots.add(
          new Dot(
              number(bin(image) * WIDTH / BINS),
              number(y),
              positive,
              error,
              image.file() + ": " + image.label() + ", " + Numbers.share(image.probability())));
    }
    return dots;
  }

  private static int bin(ImageResult image) {
    return (int) Math.round(image.probability() * BINS);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
