package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium that looks at a page as a person would: Debian's packages {@code chromium}
 * and {@code chromium-driver}. Without them the tests are skipped, unless {@code
 * -Dxray.browser=required} says that they must run.
 */
final class Browser implements AutoCloseable {
  /** Which of axe-core's findings are refused: those of the impacts given. */
  private static final String AXE =
      """
      const impacts = arguments[0];
      const done = arguments[arguments.length - 1];
      axe.run(document, {resultTypes: ['violations'], preload: false})
        .then(found => done(found.violations
          .filter(one => impacts.includes(one.impact))
          .map(one => one.id + ': ' + one.nodes.map(node => node.html).slice(0, 3).join(' '))))
        .catch(error => done([String(error)]));
      """;

  private static final Optional<Path> CHROMIUM = onPath("chromium");
  private static final Optional<Path> DRIVER = onPath("chromedriver");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Whether there is one. */
  static boolean there() {
    return CHROMIUM.isPresent() && DRIVER.isPresent();
  }

  /** Skips the test where there is none, or fails where there must be one. */
  static void assumeThere() {
    String missing =
        "The page was not looked at: there is no chromium and chromedriver on the PATH"
            + " (Debian: apt-get install chromium chromium-driver).";
    if ("required".equals(System.getProperty("xray.browser"))) {
      assertThat(there()).as(missing).isTrue();
    }
    Assumptions.assumeTrue(there(), missing);
  }

  /** Starts it where there is one. */
  static Browser start() {
    return new Browser(
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.orElseThrow().toFile())
                .usingAnyFreePort()
                .build(),
            options(CHROMIUM.orElseThrow())));
  }

  private static ChromeOptions options(Path chromium) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.setCapability("goog:loggingPrefs", logs);
    return options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900");
  }

  private static Optional<Path> onPath(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  void open(Path page) {
    driver.get(page.toUri().toString());
  }

  /** As wide as a telephone, or as a window. */
  void width(int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
  }

  /** A light or a dark page. */
  void scheme(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            "",
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** As a printer sees the page, whatever the screen's scheme is. */
  void paper(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            "print",
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Whether scripts run on the pages that are opened from now on. */
  void scripts(boolean run) {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
  }

  WebElement find(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  String text(String css) {
    return find(css).getText();
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** The script calls the last of its arguments with what is returned. */
  Object runAsync(String script, Object... arguments) {
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    return Objects.requireNonNull(driver.executeAsyncScript(script, arguments));
  }

  /** Time of a CPU that the page's thread has used since this was asked first, in ms. */
  double busy() {
    driver.executeCdpCommand("Performance.enable", Map.of("timeDomain", "threadTicks"));
    List<?> metrics =
        (List<?>)
            Objects.requireNonNull(
                driver.executeCdpCommand("Performance.getMetrics", Map.of()).get("metrics"));
    return metrics.stream()
        .map(metric -> (Map<?, ?>) metric)
        .filter(metric -> "TaskDuration".equals(metric.get("name")))
        .mapToDouble(metric -> 1000 * ((Number) metric.get("value")).doubleValue())
        .sum();
  }

  /** Moves the slider as a hand does. */
  void slide(double threshold) {
    run(
        "const slider = document.getElementById('slider'); slider.value = arguments[0];"
            + "slider.dispatchEvent(new Event('input', {bubbles: true}));",
        Double.toString(threshold));
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  /** Waits for a text that comes a moment after what was done. */
  void await(String css, String text) throws InterruptedException {
    for (int tries = 0; tries < 100 && !text(css).contains(text); tries++) {
      Thread.sleep(100);
    }
    assertThat(text(css)).contains(text);
  }

  /**
   * Everything that the console has said since the last call, violations of the policy included.
   */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** What axe-core finds serious or critical. */
  List<String> inaccessible() throws IOException {
    return axe("serious", "critical");
  }

  /** All that axe-core finds. */
  List<String> violations() throws IOException {
    return axe("minor", "moderate", "serious", "critical");
  }

  private List<String> axe(String... impacts) throws IOException {
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      driver.executeScript(
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    }
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    List<?> found =
        (List<?>) Objects.requireNonNull(driver.executeAsyncScript(AXE, List.of(impacts)));
    return Stream.of(found.toArray()).map(String::valueOf).toList();
  }

  /** What sticks out of the window sideways, where the page is wider than the window. */
  List<String> overflow() {
    List<?> found =
        (List<?>)
            Objects.requireNonNull(
                run(
                    """
                    const page = document.documentElement;
                    return page.scrollWidth <= innerWidth ? [] : [page.scrollWidth + ' px',
                      ...[...document.querySelectorAll('main *')]
                        .filter(one => one.getBoundingClientRect().right > innerWidth
                          && !one.closest('.scroll'))
                        .map(one => one.outerHTML.slice(0, 120))];
                    """));
    return Stream.of(found.toArray()).map(String::valueOf).toList();
  }

  /** The page from top to bottom as PNG. */
  byte[] screenshot() {
    Map<?, ?> shot =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    return Base64.getDecoder().decode((String) Objects.requireNonNull(shot.get("data")));
  }

  /** The window as PNG. */
  byte[] view() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  /** The page on paper. */
  byte[] pdf() {
    Map<?, ?> pdf =
        driver.executeCdpCommand(
            "Page.printToPDF", Map.of("paperWidth", 8.27, "paperHeight", 11.69));
    return Base64.getDecoder().decode((String) Objects.requireNonNull(pdf.get("data")));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
