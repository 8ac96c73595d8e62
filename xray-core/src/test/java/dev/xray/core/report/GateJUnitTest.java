package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.evaluation.gate.GateResult;
import dev.xray.core.evaluation.gate.GateResult.Status;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class GateJUnitTest {
  private static final List<GateResult> RESULTS =
      List.of(
          new GateResult("a: minimum 0.9", Status.PASSED, "a is 0.95; asked for: at least 0.9."),
          new GateResult(
              "b (x=<\"&\u0001>): minimum 0.9",
              Status.VIOLATED,
              "b is 0.8, but must be at least 0.9 ]]> \u0001."),
          new GateResult("c: maxDrop 0.1", Status.UNDECIDED, "c is not there."));

  @Test
  void each_result_is_a_test_and_the_suite_counts_them() throws Exception {
    Element suite = parse(GateJUnit.of("covid-cxr", RESULTS)).getDocumentElement();

    assertThat(suite.getTagName()).isEqualTo("testsuite");
    assertThat(suite.getAttribute("name")).isEqualTo("xray.covid-cxr");
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("0");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
    Element first = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(first.getAttribute("name")).isEqualTo("a: minimum 0.9");
    assertThat(first.getAttribute("classname")).isEqualTo("xray.covid-cxr");
    assertThat(first.getAttribute("time")).isEqualTo("0");
    assertThat(first.getElementsByTagName("failure").getLength()).isZero();
  }

  @Test
  void a_violation_is_a_failure_and_what_cannot_be_checked_an_error() throws Exception {
    Document document = parse(GateJUnit.of("m", RESULTS));

    Element failure = (Element) document.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message"))
        .isEqualTo(failure.getTextContent())
        .startsWith("b is 0.8, but must be at least 0.9 ]]> ");
    assertThat(failure.getAttribute("type")).isEqualTo("xray.gate.violated");
    Element error = (Element) document.getElementsByTagName("error").item(0);
    assertThat(error.getAttribute("message")).isEqualTo("c is not there.");
    assertThat(((Element) error.getParentNode()).getAttribute("name")).isEqualTo("c: maxDrop 0.1");
  }

  @Test
  void the_same_results_give_the_same_bytes_without_time_and_host() {
    String text = new String(GateJUnit.of("m", RESULTS), StandardCharsets.UTF_8);

    assertThat(GateJUnit.of("m", RESULTS)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    assertThat(text).doesNotContain("timestamp", "hostname");
  }

  private static Document parse(byte[] xml) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml));
  }
}
