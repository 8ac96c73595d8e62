package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of 10,000 test images, 2,000 external ones and their slices, in a browser. */
class LargePageTest extends PageTest {
  private static final int IMAGES = 10_000;

  /** Elements that a browser lays out without effort; there would be 70,000 with all images. */
  private static final int ELEMENTS = 5_000;

  /**
   * A second after it asked for a picture of the page, a browser has drawn what was to be drawn.
   */
  private static final String TIMED =
      """
      const done = arguments[arguments.length - 1];
      const act = new Function(arguments[0]);
      const start = performance.now();
      act();
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
      """;

  @TempDir static Path folder;

  private static ReportData data;
  private static Path page;

  @BeforeAll
  static void writePage() throws Exception {
    if (Browser.there()) {
      data = LiveExample.large(IMAGES);
      page = ReportWriter.write(data, folder).page();
    }
  }

  @BeforeEach
  void openPage() {
    browser.open(page);
  }

  @Test
  void it_stays_under_five_megabytes() throws Exception {
    assertThat(Files.size(page)).isLessThan(5_000_000);
  }

  @Test
  void few_of_the_images_are_laid_out_whatever_is_chosen() throws Exception {
    browser.await("#images-of", "test at threshold");
    assertBounded();
    browser.slide(0.9);
    browser.await("#images-of", "threshold 0.9");
    assertBounded();
    browser.find("[data-cell=tn]").click();
    browser.await("#gallery", "true negatives");
    assertBounded();
    browser.find("#gallery .more").click();
    assertBounded();
  }

  @Test
  void it_says_how_many_pictures_it_has() throws Exception {
    browser.await("#images-of", "test at threshold");
    assertThat(browser.text("section[aria-labelledby=images]"))
        .contains("Of the 10000 test images, 1000 have a picture on this page")
        .doesNotContain("1000 are shown");
    for (String group : List.of("fn", "fp")) { // many of one leave room for the other
      assertThat(browser.all("[aria-labelledby=group-" + group + "] img")).hasSize(60);
    }
    browser.scripts(false);
    try {
      browser.open(page);
      assertThat(browser.text("section[aria-labelledby=images]"))
          .contains("Of 10000 images 1000 are shown")
          .doesNotContain("have a picture");
      assertThat(browser.all("#gallery img")).hasSize(1000);
    } finally {
      browser.scripts(true);
    }
  }

  @Test
  void counts_at_any_threshold_are_those_of_all_images() {
    for (double threshold : List.of(0.05, 0.5, 0.873)) {
      browser.slide(threshold);
      assertThat(Integer.parseInt(browser.text("[data-cell=fn] b")))
          .isEqualTo(
              data.test().images().stream()
                  .filter(image -> image.label().equals("covid"))
                  .filter(image -> image.probability() <= threshold)
                  .count());
    }
  }

  @Test
  void it_is_accessible() throws Exception {
    browser.await("#images-of", "test at threshold");
    assertThat(browser.inaccessible()).isEmpty();
  }

  /** Not a check: leaves what it looks like, and how long things take, under target. */
  @Test
  void a_large_page_to_look_at() throws Exception {
    Path preview = Files.createDirectories(Path.of("target", "report-preview"));
    browser.await("#images-of", "test at threshold");
    List<String> lines = new ArrayList<>();
    lines.add("page: " + Files.size(page) + " bytes");
    lines.add(
        "loaded, until the scripts had run: "
            + browser.run(
                "const t = performance.getEntriesByType('navigation')[0];"
                    + "return Math.round(t.domContentLoadedEventEnd - t.startTime);")
            + " ms");
    for (double threshold : List.of(0.1, 0.2, 0.3, 0.4, 0.55, 0.6, 0.7, 0.8, 0.9, 0.95)) {
      lines.add("slider to " + threshold + ": " + timed(slide(threshold)));
    }
    browser.await("#images-of", "threshold 0.95");
    lines.add("a cell: " + timed("document.querySelector('[data-cell=fn]').click()"));
    lines.add("more images: " + timed("document.querySelector('#gallery .more').click()"));
    lines.add("all images: " + timed("document.getElementById('all-images').click()"));
    lines.add("a slice: " + timed(change("slice", "1")));
    lines.add("another set: " + timed(change("set", "1")));
    lines.add("back: " + timed(change("set", "0")));
    Files.write(preview.resolve("large-page-times.txt"), lines);
    Files.write(preview.resolve("large-page.png"), browser.view());
    browser.run("document.getElementById('images').scrollIntoView()");
    Files.write(preview.resolve("large-page-images.png"), browser.view());
    assertThat(lines).allMatch(line -> line.matches(".*[0-9].*"));
  }

  private static String slide(double threshold) {
    return change("slider", Double.toString(threshold)).replace("'change'", "'input'");
  }

  private static String change(String id, String value) {
    return String.format(
        "const field = document.getElementById('%s'); field.value = '%s';"
            + "field.dispatchEvent(new Event('change', {bubbles: true}));",
        id, value);
  }

  /** Until what an action changed is drawn, and what the page's thread worked for it. */
  private static String timed(String action) throws InterruptedException {
    double before = browser.busy();
    double waited = ((Number) browser.runAsync(TIMED, action)).doubleValue();
    double at = browser.busy() - before;
    Thread.sleep(500); // what the page does once nothing has been changed for a while
    double all = browser.busy() - before;
    return String.format(
        Locale.ROOT, "%.0f ms; %.0f ms of CPU, %.0f ms afterwards", waited, at, all - at);
  }

  private static void assertBounded() {
    assertThat(browser.all("#gallery li").size()).isBetween(1, 600);
    assertThat((Long) browser.run("return document.querySelectorAll('*').length"))
        .isLessThan(ELEMENTS);
  }
}
