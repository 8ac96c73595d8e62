package dev.xray.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Disclaimer;
import dev.xray.core.Seed;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.DatasetReader;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.model.Prediction;
import dev.xray.core.model.XrayClassifier;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model that another module trained is on the class path, and knows new phantoms. */
class PhantomAppTest {
  /** Not the seed of the images that the model was trained on. */
  private static final Seed SEED = new Seed(2026);

  @TempDir private static Path folder;
  private static List<LabeledImage> images = List.of();

  @BeforeAll
  static void generate_phantoms_that_the_model_has_never_seen() throws Exception {
    PhantomGenerator.generate(
        PhantomSettings.defaults().withImages(24), SEED, folder, images -> {});
    images =
        DatasetReader.read(
                new DatasetSpec(
                    new Classes("normal", "covid"),
                    List.of(source("covid", "COVID-19"), source("normal", "No finding"))),
                SEED,
                warning -> {})
            .images();
  }

  @Test
  void an_application_classifies_an_image_with_the_model_it_depends_on() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String file = images.get(0).path().toString();
    try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      PhantomApp.run(stream, file);
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(Disclaimer.TEXT)
        .contains(file + ": ")
        .containsPattern(": (covid|normal) \\([01]\\.\\d{3}\\)");
  }

  @Test
  void the_model_gives_positives_a_higher_probability_than_negatives() throws Exception {
    try (XrayClassifier classifier = XrayClassifier.fromClasspath("phantom-model")) {
      assertThat(mean(classifier, "covid")).isGreaterThan(mean(classifier, "normal") + 0.1);
    }
  }

  private static double mean(XrayClassifier classifier, String label) throws Exception {
    List<Path> files =
        images.stream()
            .filter(image -> image.label().equals(label))
            .map(LabeledImage::path)
            .toList();
    return classifier.classify(files).stream()
        .mapToDouble(Prediction::probability)
        .average()
        .orElseThrow();
  }

  private static SourceSpec source(String label, String finding) {
    return new SourceSpec(
        label,
        Optional.of(folder.resolve("metadata.csv")),
        folder.resolve("images"),
        Map.of("finding", finding),
        label,
        false);
  }
}
