package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Folders;
import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.ThresholdChoice;
import dev.xray.core.evaluation.ThresholdChooser;
import dev.xray.core.evaluation.ThresholdPolicy;
import dev.xray.core.model.ChosenThreshold;
import dev.xray.core.report.CrossValidationDocument;
import dev.xray.core.report.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cross-validation does to the model that stands beside it. */
class OutOfFoldTest {
  private static final CrossValidationSettings TWO_TWICE = CrossValidationSettings.of(2, 2);
  private static final String TEXT =
      "chosen out of fold, from other models of the recipe: holds for this one only roughly";

  @TempDir static Path phantoms;

  @TempDir Path folder;

  @BeforeAll
  static void make_phantoms() throws Exception {
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), phantoms, done -> {});
  }

  @Test
  void without_a_cross_validation_nothing_is_trained_and_the_error_names_the_command()
      throws Exception {
    assertThatThrownBy(() -> job().train())
        .isInstanceOfSatisfying(
            SettingException.class,
            e -> {
              assertThat(e.setting()).isEqualTo("thresholdFrom");
              assertThat(e).hasMessageContaining("Run mvn xray:cross-validate first.");
            });
    job().set("training.epochs", 1).crossValidate(CrossValidationSettings.of(2, 1));
    assertThatThrownBy(() -> job().train()).hasMessageContaining("with these settings");
    assertThat(folder.resolve("model")).doesNotExist();
    assertThat(folder.resolve("history.json")).doesNotExist();
  }

  @Test
  void the_threshold_is_chosen_from_what_other_models_say_of_images_outside_the_test_part()
      throws Exception {
    CrossValidated crossValidated = job().crossValidate(TWO_TWICE);
    Trained trained = job().train();

    ThresholdChoice expected = choice(crossValidated, trained.prepared());
    ChosenThreshold chosen = trained.model().chosenThreshold().orElseThrow();
    assertThat(chosen.value()).isEqualTo(expected.threshold());
    assertThat(chosen.chosenOn()).isEqualTo("out-of-fold");
    assertThat(chosen.optimistic()).isFalse();
    assertThat(chosen.truePositives()).isEqualTo(expected.confusion().truePositives());
    assertThat(chosen.trueNegatives()).isEqualTo(expected.confusion().trueNegatives());
    assertThat(expected.confusion().positives() + expected.confusion().negatives())
        .isEqualTo(40 - trained.prepared().split().indices(Part.TEST).size());
    assertThat(trained.prepared().split().indices(Part.VALIDATION)).isEmpty();
    Evaluated evaluated = trained.evaluate();
    assertThat(Phantoms.document(evaluated).chosenThreshold().orElseThrow().note()).contains(TEXT);
    assertThat(evaluated.table()).contains(TEXT);
    assertThat(Files.readString(evaluated.files().page())).contains(TEXT);
    assertThat(trained.content().files().get("MODEL_CARD.md")).asString().contains(TEXT);
    trained.verifyReproducible();
  }

  @Test
  void another_cross_validation_gives_another_threshold_without_training() throws Exception {
    job().crossValidate(TWO_TWICE);
    double first = job().train().model().chosenThreshold().orElseThrow().value();
    assertThat(UpToDate.trained(job().job())).isPresent();

    CrossValidated other = job().crossValidate(CrossValidationSettings.of(3, 1));
    assertThat(UpToDate.trained(job().job())).isEmpty();
    Trained again = job().train();
    assertThat(again.upToDate()).isTrue();
    assertThat(again.model().chosenThreshold().orElseThrow().value())
        .isEqualTo(choice(other, again.prepared()).threshold())
        .isNotEqualTo(first);
  }

  @Test
  void the_page_is_made_anew_with_a_cross_validation_and_goes_back_without() throws Exception {
    Xray job = Phantoms.job(Phantoms.spec(phantoms), folder);
    Evaluated plain = job.train().evaluate();
    String before = Files.readString(plain.files().page());
    assertThat(before).contains("mvn xray:cross-validate").doesNotContain("id=\"spread\"");
    assertThat(UpToDate.evaluated(job.job())).isPresent();

    CrossValidated crossValidated = job.crossValidate(TWO_TWICE);
    assertThat(UpToDate.evaluated(job.job())).isEmpty();
    assertThatThrownBy(() -> CurrentEvaluation.of(job.job()))
        .hasMessageContaining("a cross-validation was made or lost since");
    byte[] figures = Files.readAllBytes(plain.files().evaluation());
    Evaluated shown = job.train().evaluate();
    assertThat(shown.files().evaluation()).hasBinaryContent(figures);
    CrossValidationDocument document = CrossValidationDocument.read(crossValidated.files().json());
    for (Path page : List.of(shown.files().page(), shown.files().publishedPage())) {
      assertThat(Files.readString(page))
          .contains("id=\"spread\"", document.pooled().images() + " images (")
          .doesNotContain("mvn xray:cross-validate");
    }
    assertThat(Files.readString(shown.files().page().resolveSibling(Summary.FILE)))
        .contains("Cross-validation of the recipe (2 folds, grouped by patient, 2 repeats)");
    assertThat(UpToDate.evaluated(job.job())).isPresent();

    Folders.delete(crossValidated.files().json());
    assertThat(job.train().evaluate().files().page()).hasContent(before);
  }

  private Xray job() {
    return Phantoms.job(Phantoms.spec(phantoms), folder)
        .set("threshold", "youden")
        .set("thresholdFrom", "out-of-fold");
  }

  private static ThresholdChoice choice(CrossValidated crossValidated, Prepared prepared)
      throws Exception {
    Set<Integer> test = new HashSet<>(prepared.split().indices(Part.TEST));
    List<Case> all = crossValidated.result().cases();
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (!test.contains(i)) {
        cases.add(all.get(i));
      }
    }
    return ThresholdChooser.choose(cases, ThresholdPolicy.parse("youden"), OptionalDouble.empty());
  }
}
