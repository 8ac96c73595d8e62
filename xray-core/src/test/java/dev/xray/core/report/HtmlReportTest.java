package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Disclaimer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {
  /** Rendered once, since drawing takes a second. */
  private static String typical = "";

  private static final Set<String> VOID = Set.of("meta", "img", "source", "input");
  private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)([^<>]*?)(/?)>");

  @Test
  void the_page_is_well_formed() throws Exception {
    Deque<String> open = new ArrayDeque<>();
    Matcher tags = TAG.matcher(withoutScripts(typical()));
    while (tags.find()) {
      String name = tags.group(2);
      if (tags.group(1).equals("/")) {
        assertThat(open.pop()).isEqualTo(name);
      } else if (!VOID.contains(name) && tags.group(4).isEmpty()) {
        open.push(name);
      }
    }
    assertThat(open).isEmpty();
  }

  @Test
  void the_page_loads_nothing_from_anywhere() throws Exception {
    String page = typical();
    assertThat(withoutScripts(withoutPictures(page)))
        .doesNotContainPattern("(?i)https?:|//[a-z]|url\\(|@import|<link|<iframe")
        .doesNotContainPattern(
            "<script(?!>\n?</script>| type=\"application/json\" id=\"page-data\">)");
    Matcher sources = Pattern.compile("(?:src|srcset)=\"([^\"]{0,30})").matcher(page);
    while (sources.find()) {
      assertThat(sources.group(1)).startsWith("data:image/");
    }
  }

  @Test
  void nothing_runs_but_the_scripts_whose_digests_the_policy_names() throws Exception {
    Matcher policy =
        Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"").matcher(typical());
    assertThat(policy.find()).isTrue();
    assertThat(policy.group(1))
        .matches(
            "default-src 'none'; img-src data:; style-src 'unsafe-inline';"
                + " script-src( 'sha256-[A-Za-z0-9+/]{43}='){2}");
  }

  @Test
  void the_chart_librarys_licence_is_kept_beside_it() throws Exception {
    assertThat(typical()).contains("The MIT License (MIT)", "Leon Sorokin");
  }

  @Test
  void no_name_can_end_the_data() throws Exception {
    String page = page(Examples.of(Examples.image("</script><b>.png", "covid", 0.4)));
    assertThat(page).contains("\\u003c/script>\\u003cb>.png").doesNotContain("</script><b>");
  }

  @Test
  void the_disclaimer_opens_and_closes_the_page() throws Exception {
    String page = typical();
    assertThat(page.indexOf(Disclaimer.TEXT)).isLessThan(page.indexOf("<h1>"));
    assertThat(page.lastIndexOf(Disclaimer.TEXT)).isGreaterThan(page.indexOf("Provenance</h2>"));
  }

  @Test
  void not_audited_stands_before_every_figure() throws Exception {
    String page = typical();
    assertThat(page.indexOf("Not audited")).isLessThan(page.indexOf("<dt>images</dt>"));
  }

  @Test
  void false_negatives_come_first_then_false_positives_then_the_rest() throws Exception {
    String page =
        page(
            Examples.of(
                Examples.image("right.png", "covid", 0.9),
                Examples.image("alarm.png", "normal", 0.8),
                Examples.image("missed.png", "covid", 0.4),
                Examples.image("missed-by-far.png", "covid", 0.01)));
    assertThat(page)
        .containsSubsequence(
            ">missed-by-far.png</p>", ">missed.png</p>", ">alarm.png</p>", ">right.png</p>");
  }

  @Test
  void an_error_is_marked_by_a_sign_and_by_words() throws Exception {
    String page = page(Examples.of(Examples.image("a.png", "covid", 0.4)));
    assertThat(page).contains("<span aria-hidden=\"true\">✗</span> is covid", "● normal 0.400");
  }

  @Test
  void licences_are_counted_by_class_also_where_the_page_is_published() throws Exception {
    String published =
        new String(
            HtmlReport.published(PublishedReport.of(Examples.typical())), StandardCharsets.UTF_8);
    for (String page : List.of(typical(), published)) {
      assertThat(page)
          .contains(
              "<th scope=\"row\">CC-BY-NC-SA-4.0</th><td>non-commercial</td><td>0</td><td>70</td>",
              "Of 178 images, 17 have none that is known, 70 have one that forbids commercial use.");
    }
  }

  @Test
  void file_names_are_escaped() throws Exception {
    String page = page(Examples.of(Examples.image("<img src=x onerror=\"a\">.png", "covid", 0.4)));
    assertThat(page).contains("&lt;img src").doesNotContain("<img src=x");
  }

  @Test
  void an_image_that_changes_class_at_another_threshold_says_so() throws Exception {
    assertThat(page(Examples.of(Examples.image("a.png", "covid", 0.46)))).contains("covid at 0.45");
  }

  @Test
  void a_perfect_auc_is_a_warning() throws Exception {
    assertThat(
            page(
                Examples.of(
                    Examples.image("a.png", "covid", 0.9), Examples.image("b.png", "normal", 0.1))))
        .contains("no reason to celebrate");
    assertThat(page(Examples.withValidation())).doesNotContain("no reason to celebrate");
  }

  @Test
  void undefined_figures_show_their_reason() throws Exception {
    assertThat(withoutPictures(page(Examples.of(Examples.image("a.png", "covid", 0.4)))))
        .contains("there are no negative images")
        .doesNotContain("NaN", "Optional");
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 200, 400, 1000})
  void up_to_a_thousand_test_images_with_their_training_images_stay_under_three_megabytes(int test)
      throws Exception {
    assertThat(size(LiveExample.many(test, 3 * test))).isLessThan(3_000_000);
  }

  @Test
  void ten_thousand_test_images_stay_under_five_megabytes() throws Exception {
    assertThat(size(LiveExample.many(10_000, 0))).isLessThan(5_000_000);
  }

  /** Not a check: leaves a page to look at under target. */
  @Test
  void a_page_to_look_at() throws Exception {
    Path folder = Path.of("target", "report-preview");
    assertThat(ReportWriter.write(Examples.typical(), folder).page()).exists();
    assertThat(ReportWriter.write(Examples.withValidation(), folder.resolve("validation")).page())
        .exists();
    PredictionReport.write(Examples.predictions(), folder.resolve("predict"));
    Files.write(
        folder.resolve("table.txt"),
        ConsoleTable.lines("test", Examples.typical().test().evaluation(), Examples.CLASSES));
  }

  private static synchronized String typical() throws Exception {
    if (typical.isEmpty()) {
      typical = page(Examples.typical());
    }
    return typical;
  }

  private static String withoutPictures(String page) {
    return page.replaceAll("data:image/[a-z]+;base64,[A-Za-z0-9+/=]+", "data:");
  }

  /** Without the scripts that the policy names by their digests. */
  private static String withoutScripts(String page) {
    String rest = page;
    for (String script : PageAssets.get().scripts()) {
      assertThat(rest).contains("<script>" + script + "</script>");
      rest = rest.replace(script, "");
    }
    return rest;
  }

  private static int size(ReportData data) {
    return HtmlReport.of(data).length;
  }

  private static String page(ReportData data) {
    return new String(HtmlReport.of(data), StandardCharsets.UTF_8);
  }
}
