package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Seed;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One small model is trained for all tests; each puts back what it changes. */
class CurrentEvaluationTest {
  @TempDir static Path phantoms;
  @TempDir static Path folder;

  @BeforeAll
  static void evaluate() throws Exception {
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), phantoms, done -> {});
    job().train().evaluate();
  }

  @Test
  void the_evaluation_of_the_model_that_stands_is_found() throws Exception {
    CurrentEvaluation current = CurrentEvaluation.of(job().job());

    assertThat(current.document().name()).isEqualTo("small");
    assertThat(current.document().sets()).containsKey("test");
    assertThat(current.files().page()).isRegularFile();
  }

  @Test
  void without_an_evaluation_the_missing_file_is_named() {
    Path empty = folder.resolve("empty");

    fails(
        Phantoms.job(Phantoms.spec(phantoms), empty),
        "There is no evaluation yet: "
            + empty.resolve("evaluation/evaluation.json")
            + " is missing.");
  }

  @Test
  void an_evaluation_without_its_model_will_not_do() throws Exception {
    Path bundle = bundle();
    Path away = bundle.resolveSibling("away");
    Files.move(bundle, away);
    try {
      fails(job(), "There is no model that ", bundle + " is missing.");
    } finally {
      Files.move(away, bundle);
    }
  }

  @Test
  void an_evaluation_of_another_model_will_not_do() throws Exception {
    byte[] own = Files.readAllBytes(bundle());
    Files.write(bundle(), new byte[] {1, 2, 3});
    try {
      fails(job(), "evaluation.json is of another model (SHA-256 ", bundle() + " (039058c6f2c0");
    } finally {
      Files.write(bundle(), own);
    }
  }

  @Test
  void other_settings_or_another_seed_make_it_outdated() {
    String words =
        "The evaluation is not up to date, since settings, seed or versions are not those of the"
            + " model that stands: ";

    fails(job().set("training.epochs", 3), words);
    fails(job().set("thresholds", "0.3"), words);
    // The manifest's split follows from the seed.
    fails(job().seed(2), "The evaluation is not up to date, since images, labels or split changed");
  }

  @Test
  void a_changed_image_makes_it_outdated() throws Exception {
    Path image;
    try (var images = Files.list(phantoms.resolve("images"))) {
      image = images.sorted().findFirst().orElseThrow();
    }
    byte[] own = Files.readAllBytes(image);
    byte[] longer = Arrays.copyOf(own, own.length + 1);
    Files.write(image, longer);
    try {
      fails(job(), "not up to date, since images, labels or split changed");
    } finally {
      Files.write(image, own);
    }
  }

  @Test
  void figures_that_were_edited_will_not_do() throws Exception {
    Path file = folder.resolve("evaluation/evaluation.json");
    String own = Files.readString(file);
    Files.writeString(file, own.replaceFirst("\"images\" : \\d+", "\"images\" : 1000"));
    try {
      fails(job(), "not up to date, since its files were altered");
    } finally {
      Files.writeString(file, own);
    }
  }

  private static void fails(Xray xray, String... words) {
    assertThatThrownBy(() -> CurrentEvaluation.of(xray.job()))
        .isInstanceOf(OutdatedEvaluationException.class)
        .hasMessageContainingAll(words);
  }

  private static Xray job() {
    return Phantoms.job(Phantoms.spec(phantoms), folder);
  }

  private static Path bundle() {
    return folder.resolve("model/small-model.jar");
  }
}
