package dev.xray.core.report;

import dev.xray.core.audit.probe.Probe;
import dev.xray.core.audit.probe.ProbeReport;
import dev.xray.core.audit.probe.ProbeResult;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.ShortcutShare;
import dev.xray.core.evaluation.ThresholdEvaluation;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What becomes of the model's score when the test images are changed, as {@code audit.json} tells
 * it. Carries no picture.
 *
 * @param sentences what was found, in plain words; no file name and no patient id
 * @param positives positive images
 * @param negatives negative images
 * @param threshold the model's
 * @param unchanged figures on the images as they are: {@code rocAuc} and, at the threshold, {@code
 *     accuracy}, {@code sensitivity} and {@code specificity}
 * @param probes what was changed, and what came of it
 * @param skipped what was not done, and why
 * @param shortcut the metric {@code shortcut}
 * @param shortcutParts the shares of which it is the largest, by the probe's key
 * @param borderRetrained ROC AUC of a network that was trained on the border alone; absent unless
 *     that was asked for
 */
public record ProbeSection(
    List<String> sentences,
    int positives,
    int negatives,
    double threshold,
    Map<String, EstimateDocument> unchanged,
    List<ProbeDocument> probes,
    List<SkippedDocument> skipped,
    EstimateDocument shortcut,
    Map<String, EstimateDocument> shortcutParts,
    Optional<EstimateDocument> borderRetrained) {
  private static final List<Metric> AT_THRESHOLD =
      List.of(Metric.ACCURACY, Metric.SENSITIVITY, Metric.SPECIFICITY);

  /** Copies the collections. */
  public ProbeSection {
    sentences = List.copyOf(sentences);
    unchanged = Collections.unmodifiableMap(new TreeMap<>(unchanged));
    probes = List.copyOf(probes);
    skipped = List.copyOf(skipped);
    shortcutParts = Collections.unmodifiableMap(new TreeMap<>(shortcutParts));
  }

  /**
   * A change of the images, and what came of it; see {@link Probe}.
   *
   * @param probe its key, such as {@code borderOnly}
   * @param title in words
   * @param expectation {@code falls} or {@code stays}: what a model's score should do that sees the
   *     disease
   * @param stage {@code decoded}: on the decoded picture, before preprocessing; {@code
   *     preprocessed}: on what the network sees
   * @param figures as those of the unchanged images, on the changed ones
   * @param aucDifference ROC AUC on the changed images minus that on the unchanged ones
   * @param meanChange mean absolute change of the probability
   * @param flips share of the images whose decision at the threshold is another one
   */
  public record ProbeDocument(
      String probe,
      String title,
      String expectation,
      String stage,
      Map<String, EstimateDocument> figures,
      EstimateDocument aucDifference,
      EstimateDocument meanChange,
      EstimateDocument flips) {
    /** Sorts the map. */
    public ProbeDocument {
      figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }

    private static ProbeDocument of(ProbeResult result) {
      Probe probe = result.probe();
      return new ProbeDocument(
          probe.key(),
          probe.text(),
          probe.expectation().name().toLowerCase(Locale.ROOT),
          probe.stage().name().toLowerCase(Locale.ROOT),
          ProbeSection.figures(result.evaluation().auc(), result.evaluation().figures()),
          EstimateDocument.of(result.evaluation().aucDifference().estimate()),
          EstimateDocument.of(result.evaluation().meanChange()),
          EstimateDocument.of(result.evaluation().flips()));
    }
  }

  /**
   * A probe that was not made.
   *
   * @param probe its key
   * @param title in words
   * @param reason why
   */
  public record SkippedDocument(String probe, String title, String reason) {}

  /** The section for what was found. */
  public static ProbeSection of(ProbeReport report) {
    Map<String, EstimateDocument> parts = new TreeMap<>();
    for (ShortcutShare.Part part : report.shortcut().parts()) {
      parts.put(part.name(), EstimateDocument.of(part.share()));
    }
    return new ProbeSection(
        ProbeText.sentences(report),
        report.positives(),
        report.negatives(),
        report.figures().threshold(),
        figures(report.auc(), report.figures()),
        report.results().stream().map(ProbeDocument::of).toList(),
        skipped(report),
        EstimateDocument.of(report.shortcut().value()),
        parts,
        report.retrained().map(EstimateDocument::of));
  }

  private static List<SkippedDocument> skipped(ProbeReport report) {
    List<SkippedDocument> skipped = new ArrayList<>();
    report
        .skipped()
        .forEach(
            (probe, reason) -> skipped.add(new SkippedDocument(probe.key(), probe.text(), reason)));
    return skipped;
  }

  private static Map<String, EstimateDocument> figures(Estimate auc, ThresholdEvaluation at) {
    Map<Metric, Estimate> figures = new EnumMap<>(Metric.class);
    figures.put(Metric.ROC_AUC, auc);
    AT_THRESHOLD.forEach(metric -> figures.put(metric, at.figure(metric)));
    Map<String, EstimateDocument> documents = new TreeMap<>();
    figures.forEach((metric, figure) -> documents.put(metric.key(), EstimateDocument.of(figure)));
    return documents;
  }
}
