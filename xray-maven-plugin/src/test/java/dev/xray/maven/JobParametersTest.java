package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Layout;
import dev.xray.core.dataset.LicenceRule;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.pipeline.ExternalSet;
import dev.xray.core.pipeline.Job;
import dev.xray.core.pipeline.Xray;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Test;

/** What prepare, train and evaluate share, seen on one of them each. */
@MojoTest
class JobParametersTest {
  private static final String FULL = "/projects/full";
  private static final String MINIMAL = "/projects/minimal";

  @Test
  @Basedir(FULL)
  @InjectMojo(goal = "train", pom = "pom.xml")
  void every_plain_parameter_reaches_the_job(TrainMojo train) throws Exception {
    Job job = train.job();

    assertThat(job.name()).isEqualTo("model-a");
    assertThat(job.recipe()).isEqualTo("rigorous");
    assertThat(job.seed()).isEqualTo(7);
    assertThat(job.runtime()).isEqualTo(new RuntimeSettings(Device.CPU, 1, false));
    assertThat(job.folder()).isEqualTo(train.directory().resolve("out"));
    assertThat(job.checkpointEvery()).isEqualTo(1);
    assertThat(job.force()).isTrue();
    assertThat(job.rehash()).isTrue();
    assertThat(job.imageCache()).contains(train.directory().resolve("images-kept"));
    assertThat(job.imageCacheSize()).isEqualTo(50);
    assertThat(job.copyTo()).contains(train.directory().resolve("copied"));
  }

  @Test
  @Basedir(FULL)
  @InjectMojo(goal = "prepare", pom = "pom.xml")
  void classes_and_sources_reach_the_job(PrepareMojo prepare) throws Exception {
    Job job = prepare.job();
    Path project = prepare.directory();

    assertThat(job.dataset().classes()).isEqualTo(new Classes("clear", "opaque"));
    assertThat(job.dataset().sources())
        .containsExactly(
            new SourceSpec(
                "collection",
                Optional.of(project.resolve("collection/metadata.csv")),
                project.resolve("collection/images"),
                Map.of("finding", "COVID-19", "view", "PA"),
                "opaque",
                false),
            new SourceSpec(
                "healthy",
                Optional.empty(),
                project.resolve("normal"),
                Map.of(),
                "clear",
                true,
                Layout.PLAIN,
                Map.of(),
                Optional.of("north"),
                Optional.empty()),
            new SourceSpec(
                "both",
                Optional.of(project.resolve("collection/metadata.csv")),
                project.resolve("collection/images"),
                Map.of(),
                "",
                false,
                new Layout(
                    Map.of("view", "projection"),
                    Optional.of("{id}.png"),
                    Map.of("view", "AP = AP erect | AP Supine"),
                    Optional.of("^(P\\d+)")),
                Map.of("opaque", "COVID-19 | SARS", "clear", "No Finding", "drop", "Tuberculosis"),
                Optional.empty(),
                Optional.of("CC BY 4.0")));
    assertThat(job.licences()).isEqualTo(LicenceRule.FAIL);
  }

  @Test
  @Basedir(FULL)
  @InjectMojo(goal = "evaluate", pom = "pom.xml")
  void overrides_reach_the_job_by_their_dotted_names(EvaluateMojo evaluate) throws Exception {
    assertThat(evaluate.job().settings())
        .containsOnly(
            Map.entry("training.epochs", 3),
            Map.entry("training.batchSize", 8),
            Map.entry("training.learningRate", 0.01),
            Map.entry("training.earlyStoppingPatience", 2),
            Map.entry("training.restoreBestWeights", false),
            Map.entry("split.testShare", 0.3),
            Map.entry("split.validationShare", 0.2),
            Map.entry("split.groupByPatient", false),
            Map.entry("preprocessing.width", 64),
            Map.entry("preprocessing.height", 48),
            Map.entry("network.dropout", 0.1),
            Map.entry("network.filters", "8,8"),
            Map.entry("augmentation.rotation", 0.0),
            Map.entry("augmentation.brightnessLow", 1.0),
            Map.entry("augmentation.brightnessHigh", 1.0),
            Map.entry("augmentation.shift", 0.0),
            Map.entry("augmentation.zoom", 0.0),
            Map.entry("augmentation.foreignBorder", 0.0),
            Map.entry("thresholds", List.of(0.3, 0.7)),
            Map.entry("threshold", "specificity>=0.9"),
            Map.entry("thresholdFrom", "test"),
            Map.entry("calibration", "none"),
            Map.entry("evaluation.prevalence", 0.05),
            Map.entry("evaluation.slices", List.of("auto", "location")),
            Map.entry("evaluation.ageBands", List.of(50, 70)),
            Map.entry("split.testSources", List.of("collection", "healthy")));
  }

  @Test
  @Basedir(FULL)
  @InjectMojo(goal = "evaluate", pom = "pom.xml")
  void external_sets_and_the_model_card_reach_the_job(EvaluateMojo evaluate) throws Exception {
    Job job = evaluate.job();

    assertThat(job.externalSets())
        .containsExactly(
            new ExternalSet(
                "south",
                List.of(
                    new SourceSpec(
                        "normal",
                        Optional.empty(),
                        evaluate.directory().resolve("normal"),
                        Map.of(),
                        "clear",
                        false))));
    assertThat(job.modelCard()).containsExactly(Map.entry("contact", "someone@example.org"));
  }

  @Test
  @Basedir(MINIMAL)
  @InjectMojo(goal = "train", pom = "pom.xml")
  @MojoParameter(name = "threshold", value = "youden")
  void a_threshold_that_needs_a_validation_part_is_refused_before_a_worker_starts(TrainMojo train) {
    assertThatThrownBy(train::job)
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("threshold"))
        .hasMessageContaining("split.validationShare");
  }

  @Test
  @Basedir(MINIMAL)
  @InjectMojo(goal = "train", pom = "pom.xml")
  void without_overrides_the_recipe_stands_as_it_is(TrainMojo train) throws Exception {
    Job job = train.job();

    assertThat(job.settings()).isEmpty();
    assertThat(job.recipe()).isEqualTo("article");
    assertThat(job.seed()).isEqualTo(1);
    assertThat(job.dataset().classes()).isEqualTo(new Classes("normal", "covid"));
    assertThat(job.runtime().device()).isEqualTo(Device.AUTO);
    assertThat(job.runtime().oneDnn()).isTrue();
    assertThat(job.force()).isFalse();
    assertThat(job.rehash()).isFalse();
    assertThat(job.imageCache()).isEmpty();
    assertThat(job.imageCacheSize()).isEqualTo(Xray.IMAGE_CACHE_SIZE);
    assertThat(job.copyTo()).isEmpty();
  }

  @Test
  @Basedir(MINIMAL)
  @InjectMojo(goal = "train", pom = "pom.xml")
  @MojoParameter(name = "name", value = "other")
  void by_default_everything_is_written_under_target_xray_and_the_name(TrainMojo train)
      throws Exception {
    assertThat(train.job().folder()).isEqualTo(train.buildDirectory().resolve("other"));
  }

  @Test
  @Basedir(MINIMAL)
  @InjectMojo(goal = "train", pom = "pom.xml")
  void two_sources_of_one_folder_get_names_of_their_own(TrainMojo train) throws Exception {
    assertThat(train.job().dataset().sources())
        .extracting(SourceSpec::name)
        .containsExactly("images-of-all", "images-of-all-2");
  }

  @Test
  @Basedir(MINIMAL)
  @InjectMojo(goal = "train", pom = "pom.xml")
  @MojoParameter(name = "recipe", value = "artcle")
  void a_misspelt_recipe_is_refused_before_a_worker_starts(TrainMojo train) {
    assertThatThrownBy(train::job)
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("recipe"))
        .hasMessageContainingAll("artcle", "article", "rigorous", "article-verbatim");
  }

  @Test
  @Basedir(MINIMAL)
  @InjectMojo(goal = "train", pom = "pom.xml")
  @MojoParameter(name = "thresholds", value = "1.5")
  void a_threshold_above_one_is_refused_before_a_worker_starts(TrainMojo train) {
    assertThatThrownBy(train::job)
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("thresholds"))
        .hasMessageContaining("1.5");
  }

  @Test
  @Basedir(MINIMAL)
  @InjectMojo(goal = "train", pom = "pom.xml")
  @MojoParameter(name = "device", value = "tpu")
  void an_unknown_device_is_refused(TrainMojo train) {
    assertThatThrownBy(train::job)
        .isInstanceOf(SettingException.class)
        .hasMessage("runtime.device is 'tpu', but must be auto, cpu or gpu.");
  }

  @Test
  @Basedir("/projects/wrong-path")
  @InjectMojo(goal = "train", pom = "pom.xml")
  void a_folder_that_does_not_exist_is_refused(TrainMojo train) {
    assertThatThrownBy(train::job)
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("sources[0].images"))
        .hasMessageContaining("there is no such folder");
  }

  @Test
  @Basedir("/projects/empty")
  @InjectMojo(goal = "train", pom = "pom.xml")
  void without_sources_the_error_shows_how_to_write_them(TrainMojo train) {
    assertThatThrownBy(train::job)
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("sources"))
        .hasMessageContainingAll("<source>", "<images>", "<label>");
  }

  @Test
  @Basedir("/projects/empty")
  @InjectMojo(goal = "train", pom = "pom.xml")
  @MojoParameter(name = "skip", value = "true")
  void a_skipped_goal_does_not_even_look_at_its_parameters(TrainMojo train) throws Exception {
    train.execute();
  }
}
