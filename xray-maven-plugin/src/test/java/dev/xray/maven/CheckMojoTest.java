package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.gate.Bound;
import dev.xray.core.evaluation.gate.Demand;
import dev.xray.core.evaluation.gate.Gate;
import dev.xray.core.evaluation.gate.Scope;
import dev.xray.core.evaluation.gate.SliceName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

@MojoTest
class CheckMojoTest {
  private static final Classes CLASSES = new Classes("normal", "covid");

  @Test
  @Basedir("/projects/gates")
  @InjectMojo(goal = "check", pom = "pom.xml")
  void every_element_of_a_gate_reaches_it(CheckMojo check) throws Exception {
    assertThat(check.gates(CLASSES))
        .containsExactly(
            new Gate(
                "sensitivity",
                Metric.SENSITIVITY,
                new Scope(
                    "test",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new BigDecimal("0.45"))),
                List.of(new Demand(Bound.LOWER_BOUND, new BigDecimal("0.75"))),
                false,
                Optional.empty(),
                false),
            new Gate(
                "specificity",
                Metric.SENSITIVITY,
                new Scope(
                    "elsewhere",
                    Optional.of(new SliceName("sex", "F")),
                    Optional.of("normal"),
                    Optional.empty()),
                List.of(
                    new Demand(Bound.MINIMUM, new BigDecimal("0.90")),
                    new Demand(Bound.MAXIMUM, new BigDecimal("0.999")),
                    new Demand(Bound.MIN_SUPPORT, new BigDecimal("30")),
                    new Demand(Bound.MAX_DROP, new BigDecimal("0.02"))),
                true,
                Optional.of("1.0"),
                true));
  }

  @Test
  @Basedir("/projects/bad-gate")
  @InjectMojo(goal = "check", pom = "pom.xml")
  void a_mistake_in_a_gate_is_named_with_its_place(CheckMojo check) {
    assertThatThrownBy(check::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith(
            "<metric> of <gate> 2 in <gates> is 'specificty', but must be one of sensitivity,")
        .hasMessageContaining("Correct it in the configuration of xray-maven-plugin for ");
  }

  @Test
  @Basedir("/projects/minimal")
  @InjectMojo(goal = "check", pom = "pom.xml")
  void a_check_of_nothing_is_an_error_that_shows_how_to_write_a_gate(CheckMojo check) {
    assertThatThrownBy(check::execute)
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith("<gates> is missing: say what the evaluation must show")
        .hasMessageContaining("<lowerBound>0.75</lowerBound>");
  }
}
