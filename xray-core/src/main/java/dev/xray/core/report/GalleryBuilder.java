package dev.xray.core.report;

import dev.xray.core.codec.GreyImage;
import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.Thresholds;
import dev.xray.core.report.Page.Card;
import dev.xray.core.report.Page.Gallery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The test images by outcome: false negatives, false positives, then the rest. */
final class GalleryBuilder {
  /** Images that are shown at most; where there are more, each outcome has its share of them. */
  static final int MOST = 1000;

  /** Side of the smallest thumbnails. */
  static final int SMALLEST = 72;

  private final Classes classes;
  private final List<ImageResult> images;
  private final Rows rows;
  private final List<Double> thresholds;
  private final int side;

  GalleryBuilder(PageSet set, Classes classes, List<Double> thresholds) {
    this.classes = classes;
    this.thresholds = thresholds;
    images = set.images();
    rows = new Rows(images);
    side = side(images.size());
  }

  List<Gallery> galleries() {
    Map<Outcome, List<ImageResult>> byOutcome = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      byOutcome.put(outcome, outcome.of(images, classes, thresholds.get(0)));
    }
    Map<Outcome, Integer> shown = shown(byOutcome);
    List<Gallery> galleries = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      List<ImageResult> all = byOutcome.get(outcome);
      List<Card> cards =
          all.stream().limit(shown.get(outcome)).map(image -> card(image, outcome)).toList();
      galleries.add(
          new Gallery(
              outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'),
              PredictionGrid.heading(outcome, all.size(), classes),
              empty(outcome),
              outcome != Outcome.RIGHT,
              cards));
    }
    return galleries;
  }

  /** Many images of one outcome leave room for those of the others. */
  private static Map<Outcome, Integer> shown(Map<Outcome, List<ImageResult>> byOutcome) {
    Map<Outcome, Integer> shown = new EnumMap<>(Outcome.class);
    List<Outcome> fewestFirst =
        byOutcome.keySet().stream()
            .sorted(Comparator.comparingInt(outcome -> byOutcome.get(outcome).size()))
            .toList();
    int left = MOST;
    for (Outcome outcome : fewestFirst) {
      int share = left / (fewestFirst.size() - shown.size());
      shown.put(outcome, Math.min(share, byOutcome.get(outcome).size()));
      left -= shown.get(outcome);
    }
    return shown;
  }

  List<String> notes() {
    return images.size() > MOST
        ? List.of("Of " + images.size() + " images " + MOST + " are shown: those that come first.")
        : List.of();
  }

  /** Where scripts run, every image can be shown, but not with its picture. */
  List<String> pictureNotes() {
    return images.size() > MOST && images.stream().anyMatch(one -> one.picture().isPresent())
        ? List.of(
            "Of the "
                + images.size()
                + " test images, "
                + MOST
                + " have a picture on this page: those that come first at threshold "
                + Numbers.threshold(thresholds.get(0))
                + ".")
        : List.of();
  }

  private Card card(ImageResult image, Outcome outcome) {
    boolean positive = Thresholds.isPositive(image.probability(), thresholds.get(0));
    Optional<GreyImage> shown = image.picture().map(Supplier::get);
    return new Card(
        shown.map(picture -> PageBuilder.dataUri("jpeg", Png.thumbnail(picture, side))).orElse(""),
        shown.isPresent(),
        rows.of(image),
        shown.map(GreyImage::width).orElse(1),
        shown.map(GreyImage::height).orElse(1),
        image.file(),
        image.source(),
        predicted(positive),
        positive ? "positive" : "negative",
        positive,
        Numbers.share(image.probability()),
        image.label(),
        outcome != Outcome.RIGHT,
        elsewhere(image, positive));
  }

  /** At which further thresholds the prediction is another. */
  private String elsewhere(ImageResult image, boolean positive) {
    String others =
        thresholds.stream()
            .filter(at -> Thresholds.isPositive(image.probability(), at) != positive)
            .map(Numbers::threshold)
            .collect(Collectors.joining(", "));
    return others.isEmpty() ? "" : predicted(!positive) + " at " + others;
  }

  private String predicted(boolean positive) {
    return positive ? classes.positive() : classes.negative();
  }

  private String empty(Outcome outcome) {
    return switch (outcome) {
      case FALSE_NEGATIVE -> "No " + classes.positive() + " image was missed.";
      case FALSE_POSITIVE -> "No " + classes.negative() + " image raised a false alarm.";
      case RIGHT -> "No image was classified rightly.";
    };
  }

  /** Smaller thumbnails where there are many, so that the page stays within a few megabytes. */
  private static int side(int count) {
    int[][] sides = {{100, 200}, {200, 144}, {400, 104}};
    return Arrays.stream(sides)
        .filter(entry -> count <= entry[0])
        .mapToInt(entry -> entry[1])
        .findFirst()
        .orElse(SMALLEST);
  }
}
