package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import dev.xray.core.pipeline.PredictJob;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Test;

@MojoTest
class PredictMojoTest {
  private static final String FULL = "/projects/full";

  @Test
  @Basedir(FULL)
  @InjectMojo(goal = "predict", pom = "pom.xml")
  void every_parameter_reaches_the_job(PredictMojo predict) throws Exception {
    PredictJob job = predict.job();

    assertThat(job.model()).isEqualTo(predict.directory().resolve("m.jar"));
    assertThat(job.inputs()).containsExactly("scans", "more/*.png");
    assertThat(job.thresholds()).containsExactly(0.3, 0.7);
    assertThat(job.folder()).isEqualTo(predict.directory().resolve("out"));
    assertThat(job.runtime().threads()).isEqualTo(1);
  }

  @Test
  @Basedir(FULL)
  @InjectMojo(goal = "predict", pom = "pom.xml")
  @MojoParameter(name = "model", value = "missing.jar")
  void a_model_that_does_not_exist_is_refused(PredictMojo predict) {
    assertThatThrownBy(predict::job)
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("model"))
        .hasMessageContaining("missing.jar, but there is no such file");
  }

  @Test
  @Basedir("/projects/empty")
  @InjectMojo(goal = "predict", pom = "pom.xml")
  void without_inputs_it_says_what_can_be_named(PredictMojo predict) {
    assertThatThrownBy(predict::job)
        .isInstanceOf(SettingException.class)
        .hasMessage("input is missing: name image files, folders or globs, separated by commas.");
  }

  @Test
  @Basedir("/projects/empty")
  @InjectMojo(goal = "predict", pom = "pom.xml")
  @MojoParameter(name = "inputs", value = "scans")
  void without_a_model_it_looks_for_the_one_that_the_project_trained(PredictMojo predict) {
    assertThatThrownBy(predict::job)
        .isInstanceOf(SettingException.class)
        .hasMessageContainingAll("-model.jar", "train first, or name a model");
  }
}
