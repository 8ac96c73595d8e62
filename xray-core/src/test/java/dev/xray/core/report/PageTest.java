package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests of pages in one browser, which starts before the first and closes after the last. Each
 * begins with a wide window and light colours, and must leave the console silent. Without a browser
 * they are skipped, see {@link Browser}.
 */
abstract class PageTest {
  /** Null where there is none. */
  static Browser browser;

  @BeforeAll
  static void startBrowser() {
    if (Browser.there()) {
      browser = Browser.start();
    }
  }

  @AfterAll
  static void closeBrowser() {
    if (browser != null) {
      browser.close();
      browser = null;
    }
  }

  @BeforeEach
  void plainWindow() {
    Browser.assumeThere();
    browser.width(1280);
    browser.scheme("light");
  }

  @AfterEach
  void the_console_is_silent() {
    if (browser != null) {
      assertThat(browser.console()).isEmpty();
    }
  }
}
