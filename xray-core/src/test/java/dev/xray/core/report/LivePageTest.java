package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.XrayException;
import dev.xray.core.evaluation.ConfusionMatrix;
import dev.xray.core.evaluation.Spread;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import dev.xray.core.report.EvaluationDocument.IntervalDocument;
import dev.xray.core.report.EvaluationDocument.SetDocument;
import dev.xray.core.report.EvaluationDocument.ThresholdDocument;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebElement;

/** The page in a browser, held to evaluation.json and to the evaluator. */
class LivePageTest extends PageTest {
  /** Figures whose interval the page computes itself at any threshold. */
  private static final List<String> WITH_INTERVAL =
      List.of("sensitivity", "specificity", "ppv", "npv", "accuracy", "f1");

  @TempDir static Path folder;

  private static ReportData data;
  private static ReportWriter.Written written;
  private static EvaluationDocument document;
  private static CrossValidationDocument crossValidation;

  @BeforeAll
  static void writePages() throws Exception {
    if (Browser.there()) {
      data = LiveExample.data();
      written = ReportWriter.write(data, folder);
      document = EvaluationDocument.read(written.evaluation());
      crossValidation =
          CrossValidationDocument.read(
              CrossValidationWriter.write(
                      LiveExample.crossValidation(5, 3), folder.resolve("cross-validation"))
                  .json());
    }
  }

  @BeforeEach
  void openPage() {
    browser.open(written.page());
  }

  @Test
  void figures_at_a_configured_threshold_are_those_of_evaluation_json() {
    List<ThresholdDocument> thresholds = document.sets().get("test").thresholds();
    assertThat(thresholds).hasSize(3);
    for (ThresholdDocument at : thresholds) {
      browser.find("[data-threshold='" + Numbers.threshold(at.threshold()) + "']").click();
      assertConfusion(at.confusion());
      at.figures().forEach(LivePageTest::assertFigure);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.001", "0.123", "0.3", "0.449", "0.451", "0.66", "0.9", "0.999", "0", "1"})
  void figures_at_another_threshold_are_those_of_the_evaluator(double threshold)
      throws XrayException {
    browser.slide(threshold);
    assertRecomputed(images("test"), threshold);
  }

  @Test
  void a_probability_that_equals_the_threshold_is_negative() throws XrayException {
    List<ImageResult> images = images("test");
    double threshold = images.get(7).probability();
    type("#exact", Double.toString(threshold));
    assertRecomputed(images, threshold);
  }

  @ParameterizedTest
  @CsvSource({"0.2", "0.4", "0.7"})
  void predictive_values_at_the_declared_prevalence_follow_the_threshold(double threshold) {
    browser.slide(threshold);
    double p = 0.075;
    double sensitivity = count("tp") / (double) (count("tp") + count("fn"));
    double falseAlarms = count("fp") / (double) (count("fp") + count("tn"));

    assertThat(cell("ppvAtPrevalence", ".value"))
        .isEqualTo(Numbers.share(sensitivity * p / (sensitivity * p + falseAlarms * (1 - p))))
        .isNotEqualTo(cell("ppv", ".value"));
    assertThat(cell("npvAtPrevalence", ".value"))
        .isEqualTo(
            Numbers.share(
                (1 - falseAlarms)
                    * (1 - p)
                    / ((1 - falseAlarms) * (1 - p) + (1 - sensitivity) * p)))
        .isNotEqualTo(cell("npv", ".value"));
    for (String figure : List.of("ppvAtPrevalence", "npvAtPrevalence")) {
      assertThat(cell(figure, ".interval")).isEqualTo("interval at the configured thresholds only");
      assertThat(browser.find("#figures [data-metric=" + figure + "] .bar").isDisplayed())
          .isFalse();
    }
    assertThat(browser.text("section[aria-labelledby=explore]"))
        .contains("PPV and NPV at the declared prevalence of 7.5% follow the threshold too.");
  }

  @Test
  void without_a_threshold_that_calls_anything_positive_there_is_no_ppv_at_a_prevalence() {
    browser.slide(1);
    assertThat(cell("ppvAtPrevalence", ".value")).isEqualTo("–");
    assertThat(cell("ppvAtPrevalence", ".interval")).isEqualTo("nothing was predicted positive");
    assertThat(cell("npvAtPrevalence", ".value")).isEqualTo("0.925");
  }

  @Test
  void the_captions_say_the_confidence_of_the_intervals() {
    assertThat(browser.all("caption"))
        .extracting(WebElement::getText)
        .filteredOn(text -> text.contains("confidence"))
        .hasSizeGreaterThan(4)
        .allMatch(text -> text.contains("90% confidence interval"));
    assertThat(browser.text("body")).doesNotContain("95%");
  }

  @Test
  void an_approximate_interval_is_labelled() throws Exception {
    browser.open(ReportWriter.write(Examples.approximate(), folder.resolve("approximate")).page());
    browser.find("[data-threshold='0.5']").click();
    assertThat(cell("sensitivity", ".interval")).endsWith(", approximate, Wilson score");
    assertThat(cell("specificity", ".interval")).doesNotContain("approximate");
    browser.find("[data-threshold='0.45']").click();
    assertThat(cell("sensitivity", ".interval")).doesNotContain("approximate");
  }

  @Test
  void no_interval_is_made_up_where_the_page_cannot_compute_it() {
    browser.slide(0.3);
    assertThat(cell("mcc", ".interval")).isEqualTo("interval at the configured thresholds only");
    assertThat(cell("balancedAccuracy", ".interval"))
        .isEqualTo("interval at the configured thresholds only");
  }

  @Test
  void another_set_can_be_chosen() throws Exception {
    for (String name : List.of("elsewhere", "validation", "training")) {
      choose("#set", name);
      browser.slide(0.31);
      assertRecomputed(images(name), 0.31);
      browser.await("#images-of", name + " at threshold 0.31");
    }
    assertThat(browser.text("#note")).contains("The network has learned from these images");
  }

  @Test
  void another_slice_can_be_chosen() throws XrayException {
    choose("#slice", "sex: F");
    browser.slide(0.4);
    assertRecomputed(LiveExample.members(images("test"), "F"), 0.4);
    assertThat(browser.find("#note").isDisplayed()).isFalse();
  }

  @Test
  void a_slice_that_is_too_small_says_so() {
    choose("#slice", "too small");
    assertThat(browser.text("#note")).contains("too few for a statement");
  }

  @Test
  void a_cell_of_the_matrix_shows_its_images_by_keyboard() throws Exception {
    browser.slide(0.6);
    browser.find("[data-cell=fn]").sendKeys(Keys.ENTER);

    List<String> missed = missed(0.6);
    assertThat(missed).hasSizeGreaterThan(2);
    assertThat(names()).isEqualTo(missed);
    assertThat(browser.all("#gallery img")).hasSameSizeAs(missed);
    assertThat(browser.focused().getText()).isEqualTo("Images");
    assertThat(browser.find("[data-cell=fn]").getAttribute("aria-pressed")).isEqualTo("true");

    browser.slide(0.3);
    browser.await("#images-of", "0.3");
    assertThat(names()).isEqualTo(missed(0.3));
    browser.find("#all-images").sendKeys(Keys.SPACE);
    assertThat(browser.all("#gallery section")).hasSize(4);
  }

  @Test
  void every_control_can_be_reached_by_keyboard_and_shows_its_focus() {
    browser.slide(0.5);
    browser.find("#set").sendKeys(Keys.TAB, Keys.TAB);
    assertThat(browser.focused().getAttribute("id")).isEqualTo("slider");
    browser.focused().sendKeys(Keys.ARROW_RIGHT);
    assertThat(browser.find("#exact").getAttribute("value")).isEqualTo("0.501");
    assertThat(browser.focused().getCssValue("outline-style")).isEqualTo("solid");
    browser.focused().sendKeys(Keys.TAB);
    assertThat(browser.focused().getAttribute("id")).isEqualTo("exact");
    browser.focused().sendKeys(Keys.TAB);
    assertThat(browser.focused().getAttribute("data-threshold")).isEqualTo("0.37298342178");
  }

  @Test
  void the_recomputed_figures_are_spoken() throws Exception {
    browser.slide(0.2);
    String text = browser.text("#summary");
    assertThat(text).startsWith("test at threshold 0.2: ").contains("found", "missed");
    String spoken = "return document.getElementById('spoken').textContent";
    for (int tries = 0; tries < 50 && !text.equals(browser.run(spoken)); tries++) {
      Thread.sleep(100);
    }
    assertThat(browser.run(spoken)).isEqualTo(text);
    assertThat(browser.find("#spoken").getAttribute("role")).isEqualTo("status");
  }

  @Test
  void the_charts_say_in_words_where_the_threshold_is() {
    browser.slide(0.3);
    String sensitivity = "sensitivity " + cell("sensitivity", ".value");
    assertThat(browser.find("#roc").getAttribute("aria-label")).contains("0.3", sensitivity);
    assertThat(browser.text("#roc-words")).contains(sensitivity);
    assertThat(browser.text("#pr-words")).contains("PPV " + cell("ppv", ".value"));
    assertThat(browser.text("#cost-words")).contains("where only missed ones do");
    assertThat(browser.all(".chart canvas")).hasSize(5);
  }

  @Test
  void the_spread_of_the_cross_validation_is_that_of_cross_validation_json() {
    assertThat(spread("rocAuc")).hasSize(1);
    assertSpread(
        spread("rocAuc").get(0),
        crossValidation.pooled().scores().get("rocAuc"),
        crossValidation.overFolds().scores().get("rocAuc"),
        crossValidation.overSeeds().orElseThrow().scores().get("rocAuc"));
    assertThat(spread("sensitivity")).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertSpread(
          spread("sensitivity").get(i),
          crossValidation.pooled().thresholds().get(i).figures().get("sensitivity"),
          crossValidation.overFolds().thresholds().get(i).figures().get("sensitivity"),
          crossValidation
              .overSeeds()
              .orElseThrow()
              .thresholds()
              .get(i)
              .figures()
              .get("sensitivity"));
    }
    Spread folds = crossValidation.overFolds().scores().get("rocAuc");
    Spread seeds = crossValidation.overSeeds().orElseThrow().scores().get("rocAuc");
    assertThat(browser.text("#spread .summary"))
        .contains(
            "between " + Numbers.share(folds.lowest()) + " and " + Numbers.share(folds.highest()),
            "between " + Numbers.share(seeds.lowest()) + " and " + Numbers.share(seeds.highest()));
  }

  /** A dot's place is read back into a figure with the numbers under the scale. */
  @ParameterizedTest
  @CsvSource({"rocAuc", "sensitivity", "specificity"})
  void each_fold_and_each_repeat_is_drawn_where_its_figure_is(String metric) {
    String strip = "#spread figure[data-metric=" + metric + "] ";
    List<WebElement> lines = browser.all(strip + ".strip-line:not(.scale)");
    assertThat(lines).hasSize(3);
    for (int repeat = 1; repeat <= 3; repeat++) {
      int wanted = repeat;
      WebElement line = lines.get(repeat - 1);
      assertThat(line.findElement(By.cssSelector(".repeat")).getText()).isEqualTo("" + repeat);
      assertClose(
          drawn(strip, line, ".dot"),
          crossValidation.perFold().stream()
              .filter(fold -> fold.repeat() == wanted)
              .map(fold -> of(fold.figures(), metric))
              .sorted()
              .toList());
      assertClose(
          drawn(strip, line, ".diamond"),
          List.of(of(crossValidation.perRepeat().get(repeat - 1).figures(), metric)));
    }
    assertThat(browser.find(strip + ".strip").getAttribute("aria-label"))
        .contains("repeat 3: folds", ", all images ");
  }

  @Test
  void the_folds_open_by_keyboard_with_the_temperature_of_each() {
    WebElement summary = browser.find("#spread details summary");
    assertThat(browser.find("#spread .folds").isDisplayed()).isFalse();
    summary.sendKeys(Keys.ENTER);
    assertThat(browser.find("#spread .folds").isDisplayed()).isTrue();
    assertThat(browser.all("#spread .folds tbody tr"))
        .hasSize(15)
        .extracting(WebElement::getText)
        .first()
        .asString()
        .startsWith("1 1 9 + 9 2 ");
    assertThat(browser.all("#spread .folds tbody tr").get(1).getText()).startsWith("1 2 9 + 9 – ");
  }

  @ParameterizedTest
  @CsvSource({"light, 1280", "dark, 1280", "light, 360", "dark, 360"})
  void nothing_on_the_page_shuts_anybody_out(String scheme, int width) throws Exception {
    browser.scheme(scheme);
    browser.width(width);
    browser.open(written.page());
    browser.find("[data-cell=fp]").sendKeys(Keys.ENTER);
    assertThat(browser.console()).isEmpty();
    assertThat(browser.inaccessible()).isEmpty();
  }

  @Test
  void the_check_for_what_shuts_people_out_can_fail() throws Exception {
    browser.run("document.querySelector('label[for=set]').remove();");
    browser.run("document.querySelector('#summary').style.color = '#ddd';");
    assertThat(browser.inaccessible())
        .anyMatch(found -> found.startsWith("select-name"))
        .anyMatch(found -> found.startsWith("color-contrast"));
  }

  @ParameterizedTest
  @CsvSource({"360", "390", "768", "1280"})
  void the_page_never_scrolls_sideways(int width) {
    browser.width(width);
    browser.open(written.page());
    assertThat(browser.overflow()).isEmpty();
  }

  @Test
  void a_script_that_is_not_ours_does_not_run() {
    browser.run(
        "const alien = document.createElement('script'); alien.textContent = 'window.alien = 1';"
            + "document.body.append(alien);");
    assertThat(browser.run("return window.alien")).isNull();
    assertThat(browser.console()).anyMatch(line -> line.contains("Content Security Policy"));
  }

  @Test
  void without_scripts_the_tables_stay() {
    browser.scripts(false);
    try {
      browser.open(written.page());
      assertThat(browser.find("#explore").isDisplayed()).isFalse();
      assertThat(browser.find("#slider").isDisplayed()).isFalse();
      assertThat(browser.find("section[aria-labelledby=result] .figures").isDisplayed()).isTrue();
      assertThat(browser.text("section[aria-labelledby=result] .figures"))
          .contains("sensitivity", "MCC", "0.45");
      assertThat(browser.all("#gallery img")).hasSize(90);
    } finally {
      browser.scripts(true);
    }
  }

  @Test
  void the_published_page_lives_without_pictures_and_does_not_say_who_is_in_a_slice()
      throws Exception {
    browser.open(written.publishedPage());
    browser.slide(0.3);
    assertRecomputed(images("test"), 0.3);
    browser.find("[data-cell=tp]").sendKeys(Keys.ENTER);
    assertThat(browser.all("#gallery img")).isEmpty();
    assertThat(names()).isNotEmpty().allMatch(name -> name.matches("[0-9a-f]{12}"));

    browser.find("[data-threshold='0.37298342178']").click();
    choose("#slice", "sex: F");
    ThresholdDocument at = document.sets().get("test").slices().get(0).thresholds().get(0);
    assertConfusion(at.confusion());
    at.figures().forEach(LivePageTest::assertFigure);
    browser.slide(0.3);
    assertThat(cell("sensitivity", ".value")).isEqualTo("–");
    assertThat(browser.text("#note")).contains("not published");
  }

  private static List<WebElement> spread(String metric) {
    return browser.all("#spread .spreads tr[data-metric=" + metric + "]");
  }

  private static void assertSpread(
      WebElement row, EstimateDocument pooled, Spread folds, Spread seeds) {
    assertThat(row.findElement(By.cssSelector(".value")).getText()).isEqualTo(value(pooled));
    assertThat(row.findElement(By.cssSelector(".support")).getText())
        .isEqualTo(SetViews.support(pooled.support()));
    assertThat(row.findElement(By.cssSelector(".interval")).getText() + ", ")
        .isEqualTo(interval(pooled).split(",")[0] + ", ");
    assertThat(row.findElement(By.cssSelector(".over-folds")).getText())
        .isEqualTo(Numbers.spread(folds));
    assertThat(row.findElement(By.cssSelector(".over-seeds")).getText())
        .isEqualTo(Numbers.spread(seeds));
  }

  private static double of(SetDocument set, String metric) {
    return Objects.requireNonNull(
        (metric.equals("rocAuc") ? set.scores() : set.thresholds().get(0).figures())
            .get(metric)
            .value());
  }

  /** Figures by their place on the screen; a dot with a number stands for as many. */
  private static List<Double> drawn(String strip, WebElement line, String mark) {
    List<WebElement> scale = browser.all(strip + ".scale .track span");
    double from = Double.parseDouble(scale.get(0).getText());
    Rectangle track = line.findElement(By.cssSelector(".track")).getRect();
    return line.findElements(By.cssSelector(mark)).stream()
        .flatMap(
            dot -> {
              Rectangle place = dot.getRect();
              double share = (place.x + place.width / 2.0 - track.x) / track.width;
              int count = dot.getText().isEmpty() ? 1 : Integer.parseInt(dot.getText());
              return Stream.generate(() -> from + share * (1 - from)).limit(count);
            })
        .toList();
  }

  /** To a pixel. */
  private static void assertClose(List<Double> drawn, List<Double> figures) {
    assertThat(drawn).hasSameSizeAs(figures);
    for (int i = 0; i < drawn.size(); i++) {
      assertThat(drawn.get(i)).isCloseTo(figures.get(i), Offset.offset(0.006));
    }
  }

  private static List<ImageResult> images(String set) {
    return Objects.requireNonNull(data.sets().get(set)).images();
  }

  private static void assertRecomputed(List<ImageResult> images, double threshold)
      throws XrayException {
    PartReport report = new PartReport(LiveExample.evaluate(images, List.of(threshold)), images);
    ThresholdDocument at = SetDocument.of("test", report).thresholds().get(0);
    assertConfusion(at.confusion());
    at.figures()
        .forEach(
            (key, figure) -> {
              assertThat(cell(key, ".value")).as(key).isEqualTo(value(figure));
              if (WITH_INTERVAL.contains(key) && figure.interval().isPresent()) {
                assertThat(cell(key, ".interval")).as(key).isEqualTo(interval(figure));
                assertThat(cell(key, ".support"))
                    .as(key)
                    .isEqualTo(SetViews.support(figure.support()));
              }
              figure
                  .reason()
                  .ifPresent(
                      reason -> assertThat(cell(key, ".interval")).as(key).isEqualTo(reason));
            });
  }

  private static void assertConfusion(ConfusionMatrix confusion) {
    assertThat(count("tp")).isEqualTo(confusion.truePositives());
    assertThat(count("fn")).isEqualTo(confusion.falseNegatives());
    assertThat(count("fp")).isEqualTo(confusion.falsePositives());
    assertThat(count("tn")).isEqualTo(confusion.trueNegatives());
  }

  private static void assertFigure(String key, EstimateDocument figure) {
    assertThat(cell(key, ".value")).as(key).isEqualTo(value(figure));
    assertThat(cell(key, ".support")).as(key).isEqualTo(SetViews.support(figure.support()));
    assertThat(cell(key, ".interval"))
        .as(key)
        .isEqualTo(
            figure.interval().isPresent()
                ? interval(figure)
                : figure.reason().or(figure::noInterval).orElseThrow());
  }

  private static String value(EstimateDocument figure) {
    return figure.value() == null ? "–" : Numbers.share(figure.value());
  }

  private static String interval(EstimateDocument figure) {
    IntervalDocument interval = figure.interval().orElseThrow();
    return SetViews.bounds(interval) + ", " + interval.method().text();
  }

  private static int count(String cell) {
    return Integer.parseInt(browser.text("[data-cell=" + cell + "] b"));
  }

  private static String cell(String metric, String part) {
    return browser.text("#figures [data-metric=" + metric + "] " + part);
  }

  /** Names of the false negatives, the most confident first. */
  private static List<String> missed(double threshold) {
    return images("test").stream()
        .filter(image -> image.label().equals("covid") && image.probability() <= threshold)
        .sorted(Comparator.comparingDouble(ImageResult::probability))
        .map(ImageResult::file)
        .toList();
  }

  private static List<String> names() {
    return browser.all("#gallery .file").stream().map(WebElement::getText).toList();
  }

  private static void choose(String select, String text) {
    browser.run(
        "const select = document.querySelector(arguments[0]);"
            + "select.value = [...select.options].find(o => o.text.includes(arguments[1])).value;"
            + "select.dispatchEvent(new Event('change'));",
        select,
        text);
  }

  private static void type(String field, String text) {
    browser.find(field).sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
  }
}
