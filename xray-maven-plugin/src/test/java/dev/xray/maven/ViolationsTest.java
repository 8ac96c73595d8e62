package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.evaluation.gate.GateResult;
import dev.xray.core.evaluation.gate.GateResult.Status;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViolationsTest {
  @Test
  void all_violations_stand_in_one_message_with_the_report_and_what_to_do() {
    String text =
        new Violations(
                "covid-cxr",
                3,
                List.of(
                    new GateResult("a", Status.VIOLATED, "a is 0.8, but must be at least 0.9."),
                    new GateResult("b", Status.UNDECIDED, "b is missing.")),
                Path.of("report.html"))
            .text();

    assertThat(text.lines())
        .startsWith(
            "2 of 3 gates of covid-cxr are not met:",
            "  - a is 0.8, but must be at least 0.9.",
            "  - b is missing.",
            "Report: report.html");
    assertThat(text).contains("-Dxray.failOnViolation=false");
  }
}
