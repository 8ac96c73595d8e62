package dev.xray.core.report;

import dev.xray.core.explanation.ExplanationFigures;
import dev.xray.core.explanation.Localisation;
import dev.xray.core.explanation.SanityCheck;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the model looks, as {@code audit.json} and {@code explanations.json} tell it. Figures only:
 * no file name and no patient id.
 *
 * @param sentences what was found, in plain words
 * @param checked number of images on which the weights were randomised
 * @param found number of rightly found positives that were held against masks
 * @param methods each method of making maps
 * @param baselines what anybody reaches who never looked at the network
 */
public record ExplanationSection(
    List<String> sentences,
    int checked,
    int found,
    List<MethodDocument> methods,
    List<PointsDocument> baselines) {
  /** What such a map can tell and what not. */
  public static final String MEANING =
      "A map shows where the score reacts, not why, and not that it is right.";

  /** Copies the lists. */
  public ExplanationSection {
    sentences = List.copyOf(sentences);
    methods = List.copyOf(methods);
    baselines = List.copyOf(baselines);
  }

  /**
   * A method.
   *
   * @param method its key
   * @param trustworthy whether its maps change with the weights
   * @param randomised how alike the maps are with random layers, from the output down
   * @param points where the maps point; absent where no masks are known
   */
  public record MethodDocument(
      String method,
      boolean trustworthy,
      List<StageDocument> randomised,
      Optional<PointsDocument> points) {}

  /**
   * Maps before and after layers were randomised; see {@link SanityCheck.Stage}.
   *
   * @param downTo the lowest layer that is random, with all above it
   * @param spearman mean rank correlation
   * @param absolute that of the absolute values
   * @param ssim mean structural similarity
   */
  public record StageDocument(
      String downTo, EstimateDocument spearman, EstimateDocument absolute, EstimateDocument ssim) {}

  /**
   * Where something points; see {@link Localisation.Row}.
   *
   * @param name for a reader
   * @param lesionHits share of the images whose highest point lies on a lesion
   * @param lungHits share of the images whose highest point lies in the lungs
   * @param lesionShare mean share of the map that lies on lesions
   * @param lungShare mean share of the map that lies in the lungs
   */
  public record PointsDocument(
      String name,
      EstimateDocument lesionHits,
      EstimateDocument lungHits,
      EstimateDocument lesionShare,
      EstimateDocument lungShare) {
    static PointsDocument of(Localisation.Row row) {
      return new PointsDocument(
          row.name(),
          EstimateDocument.of(row.lesionHits()),
          EstimateDocument.of(row.lungHits()),
          EstimateDocument.of(row.lesionShare()),
          EstimateDocument.of(row.lungShare()));
    }
  }

  /**
   * The section for figures.
   *
   * @param positive name of the positive class
   */
  public static ExplanationSection of(ExplanationFigures figures, String positive) {
    return new ExplanationSection(
        sentences(figures, positive),
        figures.checked(),
        figures.found(),
        figures.methods().stream().map(ExplanationSection::document).toList(),
        figures.baselines().stream().map(PointsDocument::of).toList());
  }

  private static MethodDocument document(ExplanationFigures.OfMethod method) {
    return new MethodDocument(
        method.method().key(),
        method.sanity().trustworthy(),
        method.sanity().stages().stream()
            .map(
                stage ->
                    new StageDocument(
                        stage.layer(),
                        EstimateDocument.of(stage.spearman()),
                        EstimateDocument.of(stage.absolute()),
                        EstimateDocument.of(stage.ssim())))
            .toList(),
        method.localisation().map(PointsDocument::of));
  }

  private static List<String> sentences(ExplanationFigures figures, String positive) {
    List<String> sentences = new ArrayList<>();
    sentences.add(MEANING);
    for (ExplanationFigures.OfMethod method : figures.methods()) {
      sentences.add(sanity(method));
      method.localisation().ifPresent(row -> sentences.add(points(row, figures, positive)));
    }
    return sentences;
  }

  private static String sanity(ExplanationFigures.OfMethod method) {
    SanityCheck.Stage last = method.sanity().last();
    String correlations =
        "(rank correlation "
            + Numbers.value(last.spearman())
            + ", of absolute values "
            + Numbers.value(last.absolute())
            + ")";
    return method.sanity().trustworthy()
        ? method.method().text()
            + ": the maps change when random weights replace the trained ones "
            + correlations
            + ", so they say something of this network."
        : method.method().text()
            + ": not trustworthy here. The maps stay much the same when random weights replace the"
            + " trained ones "
            + correlations
            + ": they show the picture, not what the network has learned.";
  }

  private static String points(Localisation.Row row, ExplanationFigures figures, String positive) {
    return row.name()
        + ": the highest point lies on a known lesion in "
        + Numbers.value(row.lesionHits())
        + " and in the lungs in "
        + Numbers.value(row.lungHits())
        + " of "
        + figures.found()
        + " "
        + positive
        + " images that the model found; a random point in the lungs lies on a lesion in "
        + figures.baselines().stream()
            .filter(baseline -> baseline.name().equals(Localisation.RANDOM_IN_LUNGS))
            .findFirst()
            .map(baseline -> Numbers.value(baseline.lesionHits()))
            .orElse("–")
        + ".";
  }
}
