package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.xray.core.Json;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.ImageMeans;
import dev.xray.core.evaluation.ImageMeans.OfImage;
import dev.xray.core.explanation.ExplanationFigures;
import dev.xray.core.explanation.HeatMap;
import dev.xray.core.explanation.Localisation;
import dev.xray.core.explanation.MapMethod;
import dev.xray.core.explanation.Mask;
import dev.xray.core.explanation.Masks;
import dev.xray.core.explanation.SanityCheck;
import dev.xray.core.image.Placement;
import dev.xray.core.network.LastConvolution.Grid;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationWriterTest {
  private static final int WIDE = 200;
  private static final int HIGH = 100;

  @TempDir Path folder;

  private static Estimate estimate(double... values) {
    return ImageMeans.mean(
        Arrays.stream(values).mapToObj(each -> new OfImage(each, Optional.empty())).toList(),
        -1,
        1);
  }

  /** An image twice as wide as high in a letterbox of 40 x 40; the map is 2 x 2. */
  static ExplainedImage image(String file, float... values) {
    byte[] grey = new byte[WIDE * HIGH];
    Arrays.fill(grey, (byte) 128);
    boolean[] lesion = new boolean[40 * 40];
    Arrays.fill(lesion, 15 * 40 + 25, 15 * 40 + 30, true);
    return new ExplainedImage(
        file,
        "ab".repeat(32),
        Optional.of("normal"),
        0.93,
        2.6,
        new HeatMap(new Grid(2, 2, 9.5, 20), values),
        new Masks(Optional.empty(), Optional.of(new Mask(40, 40, lesion))),
        new GreyImage(WIDE, HIGH, grey),
        new Placement(WIDE, HIGH, 0, 0, 0, 10, 40, 20));
  }

  private static ExplanationData data(boolean trustworthy, ExplainedImage... images) {
    Estimate similarity = trustworthy ? estimate(-0.1, 0.2, 0.1) : estimate(0.9, 1, 0.95);
    SanityCheck.Stage stage = new SanityCheck.Stage("conv1", similarity, similarity, similarity);
    Localisation.Row row =
        new Localisation.Row(
            "HiResCAM",
            ImageMeans.share(List.of(new OfImage(1, Optional.empty()))),
            estimate(0.5, 1),
            estimate(0.2, 0.4),
            estimate(0.7, 0.8));
    return new ExplanationData(
        "small",
        new Classes("normal", "covid"),
        MapMethod.HIRES_CAM,
        Map.of("seed", "1"),
        0.5,
        List.of(images),
        7,
        new ExplanationFigures(
            3,
            2,
            List.of(
                new ExplanationFigures.OfMethod(
                    MapMethod.HIRES_CAM,
                    new SanityCheck.Result(List.of(stage), trustworthy),
                    Optional.of(row))),
            List.of(row)),
        Map.of("training", "cd".repeat(32)));
  }

  @Test
  void the_document_fits_its_published_schema_and_can_be_read_back() throws Exception {
    ExplanationWriter.Written written =
        ExplanationWriter.write(data(true, image("a/b c.png", 3, -1, 0, 1)), folder);
    String json = Files.readString(written.json());
    assertThat(schema().validate(Json.MAPPER.readTree(json))).isEmpty();
    assertThat(schema().validate(Json.MAPPER.readTree(json.replace("peakX", "peak")))).isNotEmpty();
    ExplanationsDocument document = ExplanationsDocument.read(written.json());
    assertThat(Json.text(document)).isEqualTo(json);
    ExplanationsDocument.ImageDocument image = document.images().get(0);
    assertThat(image.overlay()).isEqualTo("overlays/0001-b_c.png");
    // The first place is centred at (9.5, 9.5): a quarter from the left, at the image's upper edge.
    assertThat(image.map()).isEqualTo(new ExplanationsDocument.MapDocument(3, -1, 3, 0.25, 0));
  }

  @Test
  void a_file_name_cannot_bring_markup_into_the_page() throws Exception {
    ExplanationWriter.Written written =
        ExplanationWriter.write(data(true, image("<b>&.png", 3, -1, 0, 1)), folder);
    assertThat(written.page()).content().contains("&lt;b&gt;&amp;.png").doesNotContain("<b>&");
  }

  @Test
  void maps_that_do_not_change_with_the_weights_are_called_not_trustworthy() throws Exception {
    Path page = ExplanationWriter.write(data(false, image("a.png", 3, -1, 0, 1)), folder).page();
    assertThat(page).content().contains("✗ These maps are not trustworthy");
    page = ExplanationWriter.write(data(true, image("a.png", 3, -1, 0, 1)), folder).page();
    assertThat(page).content().doesNotContain("not trustworthy").contains("✓ changes");
  }

  @Test
  void the_page_loads_nothing_and_runs_nothing() throws Exception {
    Path page = ExplanationWriter.write(data(true, image("a.png", 3, -1, 0, 1)), folder).page();
    assertThat(page)
        .content()
        .contains("default-src 'none'; img-src data:")
        .doesNotContain("<script", "http://", "https://", "src=\"overlays");
  }

  @Test
  void an_overlay_has_the_proportions_of_the_image_and_is_coloured_where_the_map_is_strong() {
    // Of a letterbox's 2 x 2 places only the rows' middle shows the image: all on its left is +.
    BufferedImage overlay = Overlay.of(image("a.png", 4, 0, 4, 0), 400);
    assertThat(overlay.getWidth()).isEqualTo(400);
    assertThat(overlay.getHeight()).isEqualTo(200);
    Color left = new Color(overlay.getRGB(30, 150));
    assertThat(left.getRed()).isGreaterThan(left.getBlue() + 80);
    assertThat(new Color(overlay.getRGB(390, 150))).isEqualTo(new Color(128, 128, 128));
  }

  @Test
  void the_signs_differ_without_colour() {
    // What is negative has black and white lines through it, what is positive has not.
    BufferedImage scale = Overlay.scale(401, 20);
    assertThat(blackOrWhite(scale, 0, 100)).isGreaterThan(100);
    assertThat(blackOrWhite(scale, 300, 400)).isZero();
  }

  private static long blackOrWhite(BufferedImage image, int from, int to) {
    long count = 0;
    for (int x = from; x < to; x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        int rgb = image.getRGB(x, y);
        count += rgb == Color.BLACK.getRGB() || rgb == Color.WHITE.getRGB() ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void a_map_of_nothing_leaves_the_image_as_it_is() {
    ExplainedImage flat = image("a.png", 0, 0, 0, 0);
    BufferedImage overlay = Overlay.of(flat, 100);
    assertThat(new Color(overlay.getRGB(5, 5))).isEqualTo(new Color(128, 128, 128));
    assertThat(Overlay.signed(-0.0123)).isEqualTo("−0.012");
    assertThat(Overlay.signed(12.34)).isEqualTo("+12.3");
  }

  private static JsonSchema schema() throws IOException {
    Map<String, String> known =
        Map.of(
            "urn:dev.xray:evaluation:2",
            resource("evaluation.schema.json"),
            "urn:dev.xray:audit:1",
            resource("audit.schema.json"),
            ExplanationsDocument.SCHEMA,
            resource("explanations.schema.json"));
    return JsonSchemaFactory.getInstance(
            VersionFlag.V202012, factory -> factory.schemaLoaders(l -> l.schemas(known)))
        .getSchema(SchemaLocation.of(ExplanationsDocument.SCHEMA));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ExplanationsDocument.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
