package dev.xray.core.report;

import java.util.List;

/** What the template {@code report.html} shows: text and numbers ready to be read. */
record Page(
    String title,
    String disclaimer,
    String negative,
    String positive,
    String subtitle,
    boolean published,
    List<String> cautions,
    List<PartView> parts,
    PartView test,
    List<PartView> others,
    String primary,
    List<Gallery> galleries,
    List<String> galleryNotes,
    List<Dot> dots,
    List<Line> lines,
    List<Curve> curves,
    String curveCaption,
    List<Sheet> sheets,
    List<SourceRow> sources,
    List<MissingFiles> missing,
    List<Pair> facts,
    List<Pair> digests,
    List<Pair> settings,
    List<String> warnings) {

  /** One part's figures. */
  record PartView(
      String name,
      String heading,
      int images,
      String counts,
      String patients,
      String auc,
      String aucNote,
      String logLoss,
      String logLossNote,
      int positiveShare,
      List<String> thresholds,
      List<FigureRow> figures,
      List<Matrix> matrices) {}

  /** One figure at every threshold. */
  record FigureRow(String name, String meaning, List<Cell> cells) {}

  /** One figure at one threshold; {@code low}, {@code width} and {@code at} place its bar in %. */
  record Cell(
      String threshold,
      String value,
      boolean defined,
      String reason,
      String interval,
      String support,
      String low,
      String width,
      String at) {}

  /** A confusion matrix; shares are 0 to 100. */
  record Matrix(
      String threshold,
      int truePositives,
      int falseNegatives,
      int falsePositives,
      int trueNegatives,
      int positives,
      int negatives,
      int truePositiveShare,
      int falseNegativeShare,
      int falsePositiveShare,
      int trueNegativeShare) {}

  /** The images with one outcome. */
  record Gallery(String id, String heading, String empty, boolean errors, List<Card> cards) {}

  /** One image. */
  record Card(
      String picture,
      boolean hasPicture,
      int width,
      int height,
      String file,
      String source,
      String predicted,
      String tone,
      boolean positiveTone,
      String score,
      String truth,
      boolean error,
      String elsewhere) {}

  /** An image in the plot of all scores. */
  record Dot(String x, String y, boolean positive, boolean error, String title) {}

  /** A threshold in that plot. */
  record Line(String x, String percent, String label) {}

  /** A learning curve for a light and a dark page. */
  record Curve(String alt, String light, String dark) {}

  /** Samples of a class. */
  record Sheet(String label, List<String> pictures) {}

  /** What a source gave. */
  record SourceRow(
      String source,
      String label,
      int rows,
      int matched,
      int missingCount,
      int repeated,
      int sampledAway,
      int taken) {}

  /** Rows without an image. */
  record MissingFiles(String source, int count, List<String> files) {}

  /** A name and a value. */
  record Pair(String name, String value) {}
}
