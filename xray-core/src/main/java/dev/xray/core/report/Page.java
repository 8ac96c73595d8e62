package dev.xray.core.report;

import java.util.List;

/** What the template {@code report.html} shows: text and numbers ready to be read. */
record Page(
    String title,
    String disclaimer,
    String negative,
    String positive,
    String subtitle,
    String confidence,
    String prevalence,
    boolean published,
    String audit,
    List<String> cautions,
    String chosen,
    SetView test,
    List<SetView> others,
    List<Comparison> comparisons,
    String primary,
    List<Gallery> galleries,
    List<String> galleryNotes,
    List<String> pictureNotes,
    List<Choice> sets,
    List<String> thresholds,
    List<Bin> bins,
    List<Calibration> calibration,
    Live live,
    List<CrossValidation> crossValidation,
    boolean notCrossValidated,
    List<Curve> curves,
    String curveCaption,
    List<Sheet> sheets,
    List<SourceRow> sources,
    List<LicenceRow> licences,
    String licenceNote,
    List<MissingFiles> missing,
    List<Pair> facts,
    List<Pair> digests,
    List<Pair> settings,
    List<String> warnings) {

  /** One set's figures. */
  record SetView(
      String name,
      String heading,
      int images,
      String counts,
      String patients,
      List<Score> scores,
      int positiveShare,
      List<String> thresholds,
      List<FigureRow> figures,
      List<Matrix> matrices) {}

  /** A figure of the probabilities themselves. */
  record Score(String name, String value, String interval, String method, String meaning) {}

  /** One figure at every threshold. */
  record FigureRow(String key, String name, String meaning, String method, List<Cell> cells) {}

  /** One figure at one threshold; {@code low}, {@code width} and {@code at} place its bar in %. */
  record Cell(
      String value,
      boolean defined,
      String reason,
      String interval,
      String support,
      String low,
      String width,
      String at) {}

  /** A set or a slice beside the others. */
  record Comparison(
      String name,
      boolean tooSmall,
      String counts,
      Cell sensitivity,
      Cell specificity,
      Cell rocAuc) {}

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
      int row,
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

  /** A set of images to choose. */
  record Choice(int index, String name, int images) {}

  /** A bin of the reliability diagram. */
  record Bin(String between, int images, String mean, String share) {}

  /** What calibration did. */
  record Calibration(String fitted, List<Calibrated> scores) {}

  /** A score without calibration and with it. */
  record Calibrated(String name, String before, String after) {}

  /** What makes the page live; see {@link PageAssets} and {@link PageData}. */
  record Live(
      String json, List<String> scripts, String hashes, String chartStyle, String chartLicence) {}

  /** How figures vary from fold to fold and from seed to seed. */
  record CrossValidation(
      String scheme,
      String meaning,
      String images,
      String threshold,
      String confidence,
      boolean repeated,
      boolean calibrates,
      List<Strip> strips,
      List<SpreadGroup> groups,
      List<FoldRow> folds,
      List<String> notes) {}

  /**
   * A figure of each fold on a scale, a line a repeat; {@code low}, {@code width} and {@code at}
   * place the out-of-fold figure and its interval in %.
   */
  record Strip(
      String key,
      String name,
      String words,
      String from,
      String middle,
      String to,
      boolean hasInterval,
      String low,
      String width,
      String at,
      List<StripLine> lines) {}

  /** A repeat: its folds, and the figure of all its images, where it is defined. */
  record StripLine(String repeat, List<Dot> folds, List<Dot> all) {}

  /** One or several folds at the same place, in %; the count only where they are several. */
  record Dot(String at, String count) {}

  /** Rows of the cross-validation under one heading. */
  record SpreadGroup(String heading, List<SpreadRow> rows) {}

  /** A figure out of fold, and how it varies. */
  record SpreadRow(String key, String name, Cell pooled, String folds, String seeds) {}

  /** One fold. */
  record FoldRow(
      int repeat,
      String name,
      String images,
      String temperature,
      String rocAuc,
      String sensitivity,
      String specificity) {}

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
