package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.dataset.phantom.Shortcut;
import dev.xray.maven.worker.WorkerTask;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Test;

@MojoTest
class PhantomMojoTest {
  @Test
  @Basedir("/projects/empty")
  @InjectMojo(goal = "phantom", pom = "pom.xml")
  void the_defaults_are_the_frozen_ones(PhantomMojo phantom) throws Exception {
    WorkerTask.Phantom task = phantom.task();

    assertThat(task.settings()).isEqualTo(PhantomSettings.defaults());
    assertThat(task.seed()).isEqualTo(1);
    assertThat(task.folder()).isEqualTo(phantom.buildDirectory().resolve("phantoms"));
  }

  @Test
  @Basedir("/projects/phantom")
  @InjectMojo(goal = "phantom", pom = "pom.xml")
  void every_parameter_reaches_the_task(PhantomMojo phantom) throws Exception {
    WorkerTask.Phantom task = phantom.task();

    assertThat(task.settings())
        .isEqualTo(new PhantomSettings(40, 2, 0.25, 128, 2, 0.5, Shortcut.PLANTED, 0.9, 0.1));
    assertThat(task.seed()).isEqualTo(3);
    assertThat(task.folder()).isEqualTo(phantom.directory().resolve("out"));
  }

  @Test
  @Basedir("/projects/empty")
  @InjectMojo(goal = "phantom", pom = "pom.xml")
  @MojoParameter(name = "shortcut", value = "maybe")
  void an_unknown_shortcut_is_refused(PhantomMojo phantom) {
    assertThatThrownBy(phantom::task)
        .isInstanceOf(SettingException.class)
        .hasMessage("phantom.shortcut is 'maybe', but must be off, planted or reversed.");
  }
}
