package dev.xray.core.report;

import dev.xray.core.AtomicFiles;
import dev.xray.core.XrayException;
import dev.xray.core.training.EpochResult;
import dev.xray.core.training.History;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss and accuracy over the epochs as a picture. */
public final class LearningCurve {
  /** Name of the file. */
  public static final String FILE = "learning-curve.png";

  private static final String CAPTION =
      "Training figures are means over an epoch's batches, with dropout and augmentation on:"
          + " they look worse than the network is.";

  private static final int WIDTH = 560;
  private static final int HEIGHT = 360;
  private static final double SCALE = 2;

  private LearningCurve() {}

  /** What is drawn. */
  enum Quantity {
    LOSS("Loss", EpochResult::loss, e -> e.validationLoss().orElse(Double.NaN)),
    ACCURACY("Accuracy", EpochResult::accuracy, e -> e.validationAccuracy().orElse(Double.NaN));

    private final String text;
    private final ToDoubleFunction<EpochResult> training;
    private final ToDoubleFunction<EpochResult> validation;

    Quantity(
        String text,
        ToDoubleFunction<EpochResult> training,
        ToDoubleFunction<EpochResult> validation) {
      this.text = text;
      this.training = training;
      this.validation = validation;
    }
  }

  /** Colours for a light and for a dark page. */
  enum Theme {
    LIGHT(Palette.PAPER, Palette.INK, Palette.LINE, new Color(0x1F5FA8), new Color(0xB35900)),
    DARK(
        new Color(0x1A1F24),
        new Color(0xE3E8EC),
        new Color(0x3A434B),
        new Color(0x7DB7F2),
        new Color(0xF0A65A));

    private final Color paper;
    private final Color ink;
    private final Color grid;
    private final Color training;
    private final Color validation;

    Theme(Color paper, Color ink, Color grid, Color training, Color validation) {
      this.paper = paper;
      this.ink = ink;
      this.grid = grid;
      this.training = training;
      this.validation = validation;
    }
  }

  /**
   * Writes both curves side by side as PNG, atomically. The same history gives the same bytes on
   * one machine.
   *
   * @param history at least one epoch
   * @param file made or replaced, with its folder
   * @throws XrayException if this machine has no font, see {@link Drawing}
   */
  public static void write(History history, Path file) throws IOException, XrayException {
    Drawing.check();
    AtomicFiles.write(file, png(history));
  }

  static byte[] png(History history) {
    Canvas canvas =
        new Canvas(
            2 * Canvas.MARGIN + 2 * WIDTH, HEIGHT, SCALE, "Learning curves", caption(history));
    Graphics2D graphics = canvas.graphics();
    graphics.translate(Canvas.MARGIN, canvas.top());
    chart(history, Quantity.LOSS, Theme.LIGHT).paint(graphics, WIDTH, HEIGHT);
    graphics.translate(WIDTH, 0);
    chart(history, Quantity.ACCURACY, Theme.LIGHT).paint(graphics, WIDTH, HEIGHT);
    return canvas.png();
  }

  /** What a reader must know to read the curves. */
  static String caption(History history) {
    String kept =
        history.bestEpoch().isPresent()
            ? " The weights of epoch " + history.bestEpoch().getAsInt() + " were kept."
            : "";
    return Numbers.count(history.epochs().size(), "epoch") + "." + kept + " " + CAPTION;
  }

  /** One curve alone, for a page. */
  static byte[] png(History history, Quantity quantity, Theme theme) {
    BufferedImage image = Canvas.newImage((int) (WIDTH * SCALE), (int) (HEIGHT * SCALE));
    Graphics2D graphics = image.createGraphics();
    Canvas.configure(graphics, SCALE);
    chart(history, quantity, theme).paint(graphics, WIDTH, HEIGHT);
    graphics.dispose();
    return Png.encode(image);
  }

  private static XYChart chart(History history, Quantity quantity, Theme theme) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(quantity.text)
            .xAxisTitle("epoch")
            .build();
    style(chart.getStyler(), theme);
    if (quantity == Quantity.ACCURACY) {
      chart.getStyler().setYAxisMax(1.0);
    } else {
      chart.getStyler().setYAxisMin(0.0);
    }
    series(chart, history, "training", quantity.training, theme.training, SeriesMarkers.CIRCLE, 0);
    boolean validated =
        history.epochs().stream()
            .anyMatch(e -> !Double.isNaN(quantity.validation.applyAsDouble(e)));
    if (validated) {
      series(
          chart,
          history,
          "validation",
          quantity.validation,
          theme.validation,
          SeriesMarkers.DIAMOND,
          7);
    }
    return chart;
  }

  private static void series(
      XYChart chart,
      History history,
      String name,
      ToDoubleFunction<EpochResult> value,
      Color colour,
      Marker marker,
      float dash) {
    double[] epochs = history.epochs().stream().mapToDouble(EpochResult::epoch).toArray();
    double[] values = history.epochs().stream().mapToDouble(value).toArray();
    XYSeries series = chart.addSeries(name, epochs, values);
    series.setLineColor(colour);
    series.setMarkerColor(colour);
    series.setMarker(epochs.length > 40 ? SeriesMarkers.NONE : marker);
    series.setLineStyle(
        dash == 0
            ? new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
            : new BasicStroke(
                2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {dash, 4}, 0));
  }

  private static void style(XYStyler styler, Theme theme) {
    Font font = Canvas.plain(14);
    styler.setLocale(Locale.ROOT);
    styler.setChartBackgroundColor(theme.paper);
    styler.setPlotBackgroundColor(theme.paper);
    styler.setPlotBorderColor(theme.grid);
    styler.setPlotGridLinesColor(theme.grid);
    styler.setChartFontColor(theme.ink);
    styler.setXAxisTitleColor(theme.ink);
    styler.setYAxisTitleColor(theme.ink);
    styler.setAxisTickLabelsColor(theme.ink);
    styler.setAxisTickMarksColor(theme.grid);
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitleFont(Canvas.bold(16));
    styler.setAxisTitleFont(font);
    styler.setAxisTickLabelsFont(font);
    styler.setLegendFont(font);
    styler.setLegendBackgroundColor(theme.paper);
    styler.setLegendBorderColor(theme.paper);
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setMarkerSize(6);
    styler.setXAxisMin(0.0);
    styler.setXAxisDecimalPattern("0");
  }
}
