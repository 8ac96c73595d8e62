package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import dev.xray.core.pipeline.VerifyJob;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

@MojoTest
class VerifyModelMojoTest {
  private static final String FULL = "/projects/full";

  @Test
  @Basedir(FULL)
  @InjectMojo(goal = "verify-model", pom = "pom.xml")
  @MojoParameter(name = "pixelTolerance", value = "2")
  @MojoParameter(name = "probabilityTolerance", value = "0.01")
  void every_parameter_reaches_the_job(VerifyModelMojo verify) throws Exception {
    VerifyJob job = verify.job();

    assertThat(job.model()).isEqualTo(verify.directory().resolve("m.jar"));
    assertThat(job.pixelTolerance()).isEqualTo(2);
    assertThat(job.probabilityTolerance()).isEqualTo(0.01);
    assertThat(job.runtime().threads()).isEqualTo(1);
  }

  @Test
  @Basedir(FULL)
  @InjectMojo(goal = "verify-model", pom = "pom.xml")
  @MojoParameter(name = "probabilityTolerance", value = "2")
  void a_tolerance_out_of_range_is_refused_by_its_tag_and_property(VerifyModelMojo verify) {
    assertThatThrownBy(verify::job).isInstanceOf(SettingException.class);
    assertThatThrownBy(verify::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith(
            "<probabilityTolerance> (-Dxray.probabilityTolerance) is 2.0, but must be from 0 to 1.");
  }

  @Test
  @Basedir("/projects/empty")
  @InjectMojo(goal = "verify-model", pom = "pom.xml")
  void without_a_model_it_looks_for_the_one_that_the_project_trained(VerifyModelMojo verify) {
    assertThatThrownBy(verify::job)
        .isInstanceOf(SettingException.class)
        .hasMessageContainingAll("-model.jar", "train first, or name a model");
  }
}
