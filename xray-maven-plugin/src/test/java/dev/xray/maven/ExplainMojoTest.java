package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import dev.xray.core.pipeline.ExplainJob;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Test;

@MojoTest
class ExplainMojoTest {
  private static final String FULL = "/projects/full";

  @Test
  @Basedir(FULL)
  @InjectMojo(goal = "explain", pom = "pom.xml")
  @MojoParameter(name = "explainedImages", value = "scans")
  @MojoParameter(name = "method", value = "occlusion")
  @MojoParameter(name = "most", value = "7")
  @MojoParameter(name = "patch", value = "16")
  @MojoParameter(name = "stride", value = "4")
  @MojoParameter(name = "fill", value = "0.25")
  void every_parameter_reaches_the_job(ExplainMojo explain) throws Exception {
    ExplainJob job = explain.explainJob();

    assertThat(job.own()).isEmpty();
    assertThat(job.model()).contains(explain.directory().resolve("m.jar"));
    assertThat(job.inputs()).containsExactly("scans");
    assertThat(job.method()).isEqualTo("occlusion");
    assertThat(job.most()).isEqualTo(7);
    assertThat(job.occlusion().patch()).isEqualTo(16);
    assertThat(job.occlusion().stride()).isEqualTo(4);
    assertThat(job.occlusion().fill()).hasValue(0.25);
    assertThat(job.folder()).isEqualTo(explain.folder().resolve("explanations"));
    assertThat(job.runtime().threads()).isEqualTo(1);
  }

  @Test
  @Basedir(FULL)
  @InjectMojo(goal = "explain", pom = "pom.xml")
  void a_model_without_images_is_refused(ExplainMojo explain) {
    assertThatThrownBy(explain::explainJob)
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo("explanation.images"));
  }

  @Test
  @Basedir(FULL)
  @InjectMojo(goal = "explain", pom = "pom.xml")
  @MojoParameter(name = "explainedImages", value = "scans")
  @MojoParameter(name = "method", value = "saliency")
  void a_method_that_does_not_exist_is_refused_before_a_worker_starts(ExplainMojo explain) {
    assertThatThrownBy(explain::explainJob)
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("hires-cam, grad-cam, occlusion");
  }
}
