package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xray.core.Json;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.gate.Gate;
import dev.xray.core.evaluation.gate.GateCheck;
import dev.xray.core.evaluation.gate.GateReader;
import dev.xray.core.evaluation.gate.GateResult;
import dev.xray.core.evaluation.gate.GateResult.Status;
import dev.xray.core.evaluation.gate.Measured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredDocumentTest {
  @TempDir Path folder;

  @Test
  void the_figures_that_are_read_are_those_that_were_written() throws Exception {
    ReportData data = Examples.withValidation();
    Measured measured = read(tree(data));

    data.parts()
        .forEach(
            (part, report) -> {
              Measured.Group group =
                  measured.sets().get(part.name().toLowerCase(Locale.ROOT)).all();
              assertThat(group.scores()).isEqualTo(report.evaluation().scores());
              assertThat(group.thresholds()).isEqualTo(report.evaluation().thresholds());
              assertThat(group.images()).isEqualTo(report.evaluation().images());
              assertThat(group.positives()).isEqualTo(report.evaluation().positives());
            });
    assertThat(measured.chosenThreshold()).isEmpty();
    assertThat(measured.data()).isEqualTo(data.provenance().digests().get("dataset"));
    assertThat(measured.sets()).containsOnlyKeys("test", "training", "validation");
    assertThat(data.parts()).containsKey(Part.VALIDATION);
  }

  @Test
  void a_value_that_is_not_a_number_passes_no_gate() throws Exception {
    for (String value : new String[] {"NaN", "Infinity", "-Infinity"}) {
      ObjectNode tree = tree(Examples.typical());
      estimate(tree, "rocAuc").put("value", value);

      GateResult result = gate(read(tree), Map.of("metric", "rocAuc", "minimum", "0.1"));

      assertThat(result.status()).isEqualTo(Status.UNDECIDED);
      assertThat(result.text()).isEqualTo("rocAuc on test has no value: it is not a number.");
    }
  }

  @Test
  void an_interval_that_is_not_made_of_numbers_passes_no_gate() throws Exception {
    ObjectNode tree = tree(Examples.typical());
    ObjectNode sensitivity = (ObjectNode) tree.at("/sets/test/thresholds/0/figures/sensitivity");
    ((ObjectNode) sensitivity.get("interval")).put("low", "NaN");

    GateResult result =
        gate(read(tree), Map.of("metric", "sensitivity", "threshold", "0.5", "lowerBound", "0.1"));

    assertThat(result.status()).isEqualTo(Status.UNDECIDED);
    assertThat(result.text()).contains("has no interval", "its interval is not made of numbers");
  }

  @Test
  void the_bound_of_an_interval_that_the_document_calls_approximate_needs_to_be_accepted()
      throws Exception {
    ObjectNode tree = tree(Examples.typical());
    Map<String, String> gate = Map.of("metric", "rocAuc", "lowerBound", "0.1");
    assertThat(gate(read(tree), gate).status()).isEqualTo(Status.PASSED);

    ((ObjectNode) estimate(tree, "rocAuc").get("interval")).put("approximate", true);

    assertThat(gate(read(tree), gate).status()).isEqualTo(Status.UNDECIDED);
    assertThat(gate(read(tree), gate).text())
        .startsWith("The interval of rocAuc on test is approx");
    Map<String, String> accepted = new TreeMap<>(gate);
    accepted.put("acceptApproximate", "true");
    assertThat(gate(read(tree), accepted).status()).isEqualTo(Status.PASSED);
    assertThat(gate(read(tree), Map.of("metric", "prAuc", "lowerBound", "0.1")).status())
        .isEqualTo(Status.PASSED);
  }

  @Test
  void a_metric_that_is_missing_passes_no_gate() throws Exception {
    ObjectNode tree = tree(Examples.typical());
    ((ObjectNode) tree.at("/sets/test/scores")).remove("rocAuc");

    GateResult result = gate(read(tree), Map.of("metric", "rocAuc", "minimum", "0.1"));

    assertThat(result.status()).isEqualTo(Status.UNDECIDED);
    assertThat(result.text()).isEqualTo("The evaluation has no rocAuc on test.");
    assertThat(Metric.ofKey("rocAuc")).contains(Metric.ROC_AUC);
  }

  @Test
  void a_hand_written_set_slice_and_chosen_threshold_are_found() throws Exception {
    ObjectNode tree = tree(Examples.typical());
    ObjectNode test = (ObjectNode) tree.at("/sets/test");
    ObjectNode external = test.deepCopy();
    external.put("role", "external");
    ((ObjectNode) tree.get("sets")).set("elsewhere", external);
    ObjectNode slice = Json.MAPPER.createObjectNode();
    slice.put("column", "sex").put("value", "F").put("tooSmall", false);
    test.properties().stream()
        .filter(field -> !field.getKey().matches("role|reliability|slices"))
        .forEach(field -> slice.set(field.getKey(), field.getValue().deepCopy()));
    test.withArray("slices").add(slice);
    ObjectNode chosen = Json.MAPPER.createObjectNode();
    chosen.put("value", 0.45).put("policy", "sensitivity>=0.9").put("chosenOn", "validation");
    tree.set("chosenThreshold", chosen);
    Measured measured = read(tree);

    for (Map<String, String> where :
        List.of(Map.of("dataset", "elsewhere"), Map.of("slice", "sex=F"))) {
      Map<String, String> gate = new TreeMap<>(where);
      gate.put("metric", "sensitivity");
      gate.put("minimum", "0.1");
      assertThat(gate(measured, gate).text()).contains("at threshold 0.45 is ");
    }
  }

  private ObjectNode tree(ReportData data) throws Exception {
    return (ObjectNode) Json.MAPPER.readTree(Json.text(EvaluationDocument.of(data)));
  }

  private Measured read(ObjectNode tree) throws Exception {
    Path file = folder.resolve("evaluation.json");
    Files.writeString(file, Json.text(tree));
    return MeasuredDocument.of(EvaluationDocument.read(file), "evaluation.json");
  }

  private static ObjectNode estimate(ObjectNode tree, String score) {
    return (ObjectNode) tree.at("/sets/test/scores/" + score);
  }

  private static GateResult gate(Measured measured, Map<String, String> written) throws Exception {
    Gate gate = GateReader.read("gates[0]", written, "normal", "covid", MeasuredAudit.terms());
    return GateCheck.check(gate, measured, Optional.empty()).get(0);
  }
}
