package dev.xray.core.report;

import dev.xray.core.audit.probe.Expectation;
import dev.xray.core.audit.probe.Stage;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import dev.xray.core.report.ProbeSection.ProbeDocument;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the page shows of probes; its methods are the names in the template.
 *
 * @param section as in {@code audit.json}
 * @param rows the images as they are, then each probe
 */
record ProbeView(ProbeSection section, List<Row> rows) {
  /** Key of the picture of the image as it is. */
  static final String UNCHANGED = "unchanged";

  private static final int SIDE = 96;
  private static final String NONE = "–";

  /**
   * A line of the table.
   *
   * @param picture data URI of an example, or empty
   */
  record Row(
      String title,
      String picture,
      String expectation,
      String stage,
      String auc,
      String difference,
      String accuracy,
      String sensitivity,
      String specificity,
      String meanChange,
      String flips) {}

  /**
   * The view.
   *
   * @param pictures an example of each probe by its key, and of the image as it is
   */
  static ProbeView of(ProbeSection section, Map<String, GreyImage> pictures) {
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Row(
            "as they are",
            picture(pictures, UNCHANGED),
            NONE,
            NONE,
            figure(section.unchanged(), Metric.ROC_AUC),
            NONE,
            figure(section.unchanged(), Metric.ACCURACY),
            figure(section.unchanged(), Metric.SENSITIVITY),
            figure(section.unchanged(), Metric.SPECIFICITY),
            NONE,
            NONE));
    section.probes().forEach(probe -> rows.add(row(probe, pictures)));
    return new ProbeView(section, List.copyOf(rows));
  }

  private static Row row(ProbeDocument probe, Map<String, GreyImage> pictures) {
    return new Row(
        probe.title(),
        picture(pictures, probe.probe()),
        Expectation.valueOf(probe.expectation().toUpperCase(Locale.ROOT)).text(),
        Stage.valueOf(probe.stage().toUpperCase(Locale.ROOT)).text(),
        figure(probe.figures(), Metric.ROC_AUC),
        figure(probe.aucDifference()),
        figure(probe.figures(), Metric.ACCURACY),
        figure(probe.figures(), Metric.SENSITIVITY),
        figure(probe.figures(), Metric.SPECIFICITY),
        figure(probe.meanChange()),
        figure(probe.flips()));
  }

  private static String picture(Map<String, GreyImage> pictures, String key) {
    return Optional.ofNullable(pictures.get(key))
        .map(
            picture ->
                "data:image/jpeg;base64,"
                    + Base64.getEncoder().encodeToString(Png.thumbnail(picture, SIDE)))
        .orElse("");
  }

  private static String figure(Map<String, EstimateDocument> figures, Metric metric) {
    return Optional.ofNullable(figures.get(metric.key())).map(ProbeView::figure).orElse(NONE);
  }

  private static String figure(EstimateDocument figure) {
    Double value = figure.value();
    return value == null
        ? NONE
        : Numbers.share(value)
            + figure
                .interval()
                .map(i -> " [" + Numbers.share(i.low()) + ", " + Numbers.share(i.high()) + "]")
                .orElse("");
  }
}
