package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.dataset.Part;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedReportTest {
  @TempDir Path folder;

  @Test
  void page_and_table_show_no_picture_file_name_or_patient() throws Exception {
    ReportData data = Examples.typical();
    ReportWriter.Written written = ReportWriter.write(data, folder);

    String page = Files.readString(written.publishedPage());
    String table = Files.readString(written.publishedPredictions());
    List<String> secrets = List.of("made-up", "IM-0", "patient 1", "gone-1", "image/jpeg");
    assertThat(page).doesNotContain(secrets).contains("as it may be published");
    assertThat(table).doesNotContain(secrets);
    for (ImageResult image : data.test().images()) {
      assertThat(page).doesNotContain(image.sha256()).contains(image.pixels().substring(0, 12));
      assertThat(table).doesNotContain(image.sha256()).contains(image.pixels());
    }
    assertThat(Files.readString(written.page())).contains(secrets.subList(0, 2));
    assertThat(Files.readString(written.predictions())).contains("made-up", "patient 1");
  }

  @Test
  void the_page_does_not_tell_which_image_belongs_to_a_slice() throws Exception {
    ReportData data = LiveExample.data();
    String published = page(HtmlReport.published(PublishedReport.of(data)));
    assertThat(published).contains("\"column\":\"sex\"").doesNotContain("\"rows\":", "made-up");
    assertThat(page(HtmlReport.of(data))).contains("\"rows\":[", "made-up");
  }

  @Test
  void the_pages_data_hold_no_patient_and_no_file() throws Exception {
    ReportData data = LiveExample.data();
    String published = page(HtmlReport.published(PublishedReport.of(data)));
    assertThat(published).contains("\"patients\":[").doesNotContain("patient test", "made-up-");
    assertThat(page(HtmlReport.of(data))).doesNotContain("patient test");
  }

  private static String page(byte[] html) {
    String text = new String(html, StandardCharsets.UTF_8);
    return text.substring(text.indexOf("id=\"page-data\""));
  }

  @Test
  void the_figures_are_the_same_on_both_pages() throws Exception {
    ReportData data = Examples.typical();
    ReportData published = PublishedReport.of(data);
    assertThat(published.test().evaluation()).isEqualTo(data.test().evaluation());
    assertThat(published.test().images()).hasSameSizeAs(data.test().images());
  }

  @Test
  void slices_are_published_as_wholes_and_not_image_by_image() throws Exception {
    ImageResult image = a("a.png", 0.7);
    ImageResult known =
        new ImageResult(
            image.source(),
            image.file(),
            image.sha256(),
            image.pixels(),
            image.patient(),
            image.label(),
            image.probability(),
            image.picture(),
            Map.of("sex", "F", "age", "65+"));

    PartReport plain = Examples.of(known).test();
    ReportData data =
        new ReportData(
            "m",
            Examples.CLASSES,
            Map.of(
                Part.TEST,
                new PartReport(
                    plain.evaluation(),
                    plain.images(),
                    List.of(new SliceReport("sex", "F", plain.evaluation())))),
            Optional.empty(),
            List.of(),
            Examples.of(known).provenance());
    PartReport published = PublishedReport.of(data).test();

    assertThat(published.images()).allMatch(result -> result.attributes().isEmpty());
    assertThat(published.slices()).isEqualTo(data.test().slices()).hasSize(1);
  }

  @Test
  void the_order_of_images_tells_nothing_about_their_files() throws Exception {
    assertThat(PublishedReport.of(Examples.typical()).test().images())
        .isSortedAccordingTo(Comparator.comparing(ImageResult::pixels));
  }

  @Test
  void a_patient_has_one_number_and_a_number_one_patient() throws Exception {
    ReportData data = Examples.of(a("x", 0.1), a("y", 0.2), b("z", 0.3));
    List<ImageResult> images = PublishedReport.of(data).test().images();

    assertThat(number(images, 0.1))
        .isEqualTo(number(images, 0.2))
        .isNotEqualTo(number(images, 0.3));
    assertThat(images).extracting(image -> image.patient().orElseThrow()).containsOnly("1", "2");
  }

  private static String number(List<ImageResult> images, double probability) {
    return images.stream()
        .filter(image -> image.probability() == probability)
        .findFirst()
        .orElseThrow()
        .patient()
        .orElseThrow();
  }

  private static ImageResult a(String file, double probability) {
    return of(Examples.image(file, "covid", probability), "a");
  }

  private static ImageResult b(String file, double probability) {
    return of(Examples.image(file, "normal", probability), "b");
  }

  private static ImageResult of(ImageResult image, String patient) {
    return new ImageResult(
        image.source(),
        image.file(),
        image.sha256(),
        image.pixels(),
        Optional.of(patient),
        image.label(),
        image.probability(),
        image.picture());
  }
}
