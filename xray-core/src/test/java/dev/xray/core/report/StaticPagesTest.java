package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The pages without scripts: the audit, the explanations and the data sheet, in a browser. */
class StaticPagesTest extends PageTest {
  private static final String AUDIT = "audit";
  private static final String LONG = "audit-of-many-pairs";
  private static final String QUIET = "audit-of-nothing";
  private static final String EXPLAIN = "explain";
  private static final String SHEET = "dataset";

  @TempDir static Path folder;

  @BeforeAll
  static void writePages() throws Exception {
    if (Browser.there()) {
      PageExamples examples = PageExamples.in(folder.resolve("phantoms"));
      AuditWriter.write(examples.audit(3), folder.resolve(AUDIT));
      AuditWriter.write(examples.audit(103), folder.resolve(LONG));
      AuditWriter.write(AuditWriterTest.quiet(), folder.resolve(QUIET));
      ExplanationWriter.write(examples.explanations(false), folder.resolve(EXPLAIN));
      DataSheetWriter.write(examples.dataSheet(), folder.resolve(SHEET));
    }
  }

  static Stream<Arguments> everywhere() {
    return Stream.of(AUDIT, QUIET, EXPLAIN, SHEET)
        .flatMap(
            page -> Stream.of(Arguments.of(page, "light", 1280), Arguments.of(page, "dark", 375)));
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void nothing_on_a_page_shuts_anybody_out(String page, String scheme, int width) throws Exception {
    browser.scheme(scheme);
    browser.width(width);
    open(page);
    openDetails();
    assertThat(browser.violations()).isEmpty();
  }

  @Test
  void the_check_for_what_shuts_people_out_can_fail() throws Exception {
    open(AUDIT);
    browser.run("document.querySelector('.card img').removeAttribute('alt');");
    browser.run("document.querySelector('.verdict p').style.color = '#ffe';");
    browser.run("document.querySelector('h2').outerHTML = '<h5>verdict</h5>';");
    assertThat(browser.violations())
        .anyMatch(found -> found.startsWith("image-alt"))
        .anyMatch(found -> found.startsWith("color-contrast"))
        .anyMatch(found -> found.startsWith("heading-order"));
  }

  /** 320 pixels are what a window of 1280 has at a zoom of 400%. */
  @ParameterizedTest
  @CsvSource({
    "audit-of-many-pairs, 320", "audit-of-many-pairs, 375", "audit, 768", "audit, 1280",
    "explain, 320", "explain, 375", "explain, 768", "explain, 1280",
    "dataset, 320", "dataset, 375", "dataset, 768", "dataset, 1280"
  })
  void no_page_scrolls_sideways(String page, int width) {
    browser.width(width);
    open(page);
    openDetails();
    assertThat(browser.overflow()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {AUDIT, SHEET})
  void a_window_of_a_desktop_shows_every_table_whole(String page) {
    open(page);
    for (WebElement frame : browser.all(".scroll")) {
      assertThat(hidden(frame)).as(frame.getAttribute("aria-label")).isNotPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {LONG, EXPLAIN, SHEET})
  void letters_of_twice_the_size_have_room(String page) {
    browser.width(640);
    open(page);
    openDetails();
    browser.run("document.documentElement.style.fontSize = '200%';");
    assertThat(browser.overflow()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {AUDIT, EXPLAIN, SHEET})
  void a_wide_table_scrolls_by_keyboard_in_its_own_frame(String page) throws Exception {
    browser.width(375);
    open(page);
    openDetails();
    List<WebElement> frames = browser.all(".scroll");
    assertThat(frames).isNotEmpty();
    for (WebElement frame : frames) {
      browser.run("arguments[0].focus();", frame);
      assertThat(browser.focused()).isEqualTo(frame);
      assertThat(frame.getAttribute("aria-label")).isNotBlank();
      if (hidden(frame) > 40) {
        frame.sendKeys(Keys.ARROW_RIGHT);
        assertThat(frame.getCssValue("outline-style")).isEqualTo("solid");
        for (int i = 0; i < 50 && scrolled(frame) == 0; i++) {
          Thread.sleep(20);
        }
        assertThat(scrolled(frame)).isPositive();
      }
    }
  }

  @Test
  void everything_that_opens_or_scrolls_is_reached_in_the_order_of_the_page() {
    open(AUDIT);
    List<WebElement> wanted =
        browser.all(".scroll, summary").stream().filter(WebElement::isDisplayed).toList();
    assertThat(wanted).hasSizeGreaterThan(5);
    WebElement at = browser.find("body");
    for (WebElement next : wanted) {
      at.sendKeys(Keys.TAB);
      at = browser.focused();
      assertThat(at).isEqualTo(next);
    }
  }

  @Test
  void what_is_folded_away_opens_by_keyboard() {
    open(LONG);
    for (WebElement details : browser.all("details")) {
      assertThat(details.getAttribute("open")).isNull();
      details.findElement(By.tagName("summary")).sendKeys(Keys.ENTER);
      assertThat(details.getAttribute("open")).isNotNull();
    }
    assertThat(browser.text("details ol"))
        .contains("3117863300101.png (covid, training)", "3117863300102.png (covid, test)");
  }

  @ParameterizedTest
  @ValueSource(strings = {AUDIT, EXPLAIN, SHEET})
  void every_picture_is_there_and_says_what_it_shows(String page) {
    open(page);
    List<WebElement> pictures = browser.all("img");
    assertThat(pictures).hasSizeGreaterThan(10);
    for (WebElement picture : pictures) {
      assertThat(number("return arguments[0].naturalWidth;", picture)).isPositive();
      assertThat(picture.getAttribute("alt")).isNotBlank();
    }
  }

  @Test
  void a_map_says_in_words_where_it_is_strongest() {
    open(EXPLAIN);
    assertThat(browser.find(".maps .pair img:last-child").getAttribute("alt"))
        .matches(
            "HiResCAM of ward/.*: strongest for covid at [0-9]+% from the left and [0-9]+% from the top");
  }

  @ParameterizedTest
  @ValueSource(strings = {AUDIT, EXPLAIN, SHEET})
  void dark_is_dark_on_the_screen_and_white_on_paper(String page) {
    open(page);
    assertThat(background()).isEqualTo("rgb(255, 255, 255)");
    browser.scheme("dark");
    assertThat(background()).isEqualTo("rgb(26, 31, 36)");
    browser.paper("dark");
    assertThat(background()).isEqualTo("rgb(255, 255, 255)");
  }

  /** A4 with Chromium's margins of 1 cm is 718 pixels wide. */
  @ParameterizedTest
  @ValueSource(strings = {AUDIT, EXPLAIN, SHEET})
  void on_paper_no_table_is_cut_off(String page) {
    browser.width(718);
    open(page);
    openDetails();
    browser.paper("light");
    assertThat(browser.overflow()).isEmpty();
    for (WebElement frame : browser.all(".scroll")) {
      assertThat(hidden(frame)).as(frame.getAttribute("aria-label")).isNotPositive();
    }
    assertThat(browser.pdf()).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
  }

  private static void open(String page) {
    Path file = folder.resolve(page);
    browser.open(file.resolve(page.startsWith(AUDIT) ? "audit.html" : page + ".html"));
  }

  private static void openDetails() {
    browser.run("document.querySelectorAll('details').forEach(one => one.open = true);");
  }

  private static String background() {
    return browser
        .find("body")
        .getCssValue("background-color")
        .replace("rgba", "rgb")
        .replace(", 1)", ")");
  }

  /** By how much a table is wider than its frame. */
  private static double hidden(WebElement frame) {
    return number("return arguments[0].scrollWidth - arguments[0].clientWidth;", frame);
  }

  private static double scrolled(WebElement frame) {
    return number("return arguments[0].scrollLeft;", frame);
  }

  private static double number(String script, WebElement element) {
    return ((Number) Objects.requireNonNull(browser.run(script, element))).doubleValue();
  }
}
