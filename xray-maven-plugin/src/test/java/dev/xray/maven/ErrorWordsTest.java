package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.SettingException;
import java.io.File;
import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

class ErrorWordsTest {
  private static final File POM = new File("/projects/a/pom.xml");

  @Test
  void a_parameter_of_the_pom_is_named_with_tag_property_file_and_an_example() {
    String words =
        words(configuration("epochs", "0"), new SettingException("training.epochs", "is 0."));

    assertThat(words)
        .startsWith("<epochs> (-Dxray.epochs) is 0.")
        .contains("Correct it in the configuration of xray-maven-plugin for " + POM)
        .endsWith("for example: <epochs>100</epochs>");
  }

  @Test
  void a_parameter_of_the_command_line_is_answered_with_a_command_that_works() {
    String words =
        words(
            configuration("epochs", "${xray.epochs}"),
            new SettingException("training.epochs", "is 0."));

    assertThat(words)
        .endsWith(
            "A command that works: mvn dev.xray:xray-maven-plugin:1.0:train -Dxray.epochs=100");
  }

  @Test
  void a_source_is_counted_from_one_and_can_be_corrected_in_the_pom_only() {
    String words =
        words(
            new Xpp3Dom("configuration"),
            new SettingException("sources[1].where.view", "is 'XX', which matches no row"));

    assertThat(words)
        .startsWith(
            "<view> in <where> of <source> 2 in <sources> is 'XX', which matches no row."
                + System.lineSeparator())
        .endsWith("Correct it in the configuration of xray-maven-plugin for " + POM);
  }

  @Test
  void a_source_of_an_external_set_is_named_with_its_set() {
    Xpp3Dom any = new Xpp3Dom("configuration");
    assertThat(
            words(any, new SettingException("externalSets[0].sources[1].images", "is x, but no.")))
        .startsWith(
            "<images> of <source> 2 in <sources> of <externalSet> 1 in <externalSets> is x");
    assertThat(words(any, new SettingException("externalSets[2].name", "is missing.")))
        .startsWith("<name> of <externalSet> 3 in <externalSets> is missing.");
    assertThat(words(any, new SettingException("modelCard.author", "is no field.")))
        .startsWith("<author> in <modelCard> is no field.");
  }

  @Test
  void the_command_that_works_for_a_threshold_has_nothing_that_a_shell_would_redirect() {
    assertThat(words(configuration("x", "y"), new SettingException("threshold", "is 0.5.")))
        .endsWith("-Dxray.threshold=youden");
  }

  @Test
  void a_setting_without_a_tag_of_its_own_is_named_as_it_is_written() {
    String words =
        words(configuration("settings", "x"), new SettingException("training.beta1", "is 2."));

    assertThat(words).startsWith("<training.beta1> in <settings> (-Dxray.settings.training.beta1)");
  }

  private static String words(Xpp3Dom configuration, SettingException error) {
    Plugin plugin = new Plugin();
    plugin.setGroupId("dev.xray");
    plugin.setArtifactId("xray-maven-plugin");
    plugin.setVersion("1.0");
    MojoExecution execution = new MojoExecution(plugin, "train", "default-cli");
    execution.setConfiguration(configuration);
    return new ErrorWords(execution, Optional.of(POM)).of(error);
  }

  private static Xpp3Dom configuration(String parameter, String value) {
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    Xpp3Dom child = new Xpp3Dom(parameter);
    child.setValue(value);
    configuration.addChild(child);
    return configuration;
  }
}
