package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.XrayException;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Test;

@MojoTest
class CompareMojoTest {
  @Test
  @Basedir("/projects/empty")
  @InjectMojo(goal = "compare", pom = "pom.xml")
  void without_an_evaluation_it_names_the_command(CompareMojo compare) {
    assertThatThrownBy(compare::run)
        .isInstanceOf(XrayException.class)
        .hasMessageStartingWith("There is no evaluation of ")
        .hasMessageEndingWith("Evaluate first: mvn xray:evaluate xray:compare");
  }
}
