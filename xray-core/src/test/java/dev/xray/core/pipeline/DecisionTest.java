package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.xray.core.Seed;
import dev.xray.core.audit.leakage.Leak;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.evaluation.gate.GateCheck;
import dev.xray.core.evaluation.gate.GateReader;
import dev.xray.core.evaluation.gate.GateResult;
import dev.xray.core.model.ChosenThreshold;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.model.ModelCalibration;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.model.Prediction;
import dev.xray.core.model.XrayClassifier;
import dev.xray.core.report.EvaluationDocument;
import dev.xray.core.report.GateJUnit;
import dev.xray.core.report.GateMarkdown;
import dev.xray.core.report.MeasuredAudit;
import dev.xray.core.report.MeasuredDocument;
import dev.xray.core.report.Summary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calibration and threshold, from training to the shipped model. */
class DecisionTest {
  @TempDir static Path phantoms;

  @TempDir Path folder;
  private final List<String> messages = new ArrayList<>();

  @BeforeAll
  static void make_phantoms() throws Exception {
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), phantoms, done -> {});
  }

  @Test
  void a_threshold_is_chosen_on_validation_images_and_decides() throws Exception {
    Trained trained = job().set("threshold", "sensitivity>=0.8").train();
    Evaluated evaluated = trained.evaluate();
    ModelDescription model = trained.model();
    ChosenThreshold chosen = model.chosenThreshold().orElseThrow();

    assertThat(chosen.policy()).isEqualTo("sensitivity>=0.8");
    assertThat(chosen.chosenOn()).isEqualTo("validation");
    assertThat(chosen.truePositives())
        .isGreaterThanOrEqualTo(
            (int) Math.ceil(0.8 * (chosen.truePositives() + chosen.falseNegatives())))
        .isEqualTo(above(evaluated, "validation", "covid", chosen.value()));
    assertThat(chosen.falsePositives())
        .isEqualTo(above(evaluated, "validation", "normal", chosen.value()));
    assertThat(model.thresholds()).containsExactly(0.5, 0.45);
    assertThat(model.allThresholds()).containsExactly(chosen.value(), 0.5, 0.45);
    assertThat(evaluated.parts().values())
        .allSatisfy(
            part ->
                assertThat(part.thresholds())
                    .extracting(at -> at.threshold())
                    .containsExactly(chosen.value(), 0.5, 0.45));
    assertThat(messages)
        .anyMatch(
            text ->
                text.startsWith("Threshold " + chosen.value() + " by sensitivity>=0.8, chosen"));
    assertThat(trained.content().files().get("MODEL_CARD.md"))
        .asString()
        .contains("chosen on the validation set");
    assertThat(evaluated.table()).contains("by sensitivity>=0.8, chosen on the validation set");
    EvaluationDocument document = Phantoms.document(evaluated);
    assertThat(document.chosenThreshold())
        .contains(
            new EvaluationDocument.ChosenThresholdDocument(
                chosen.value(), "sensitivity>=0.8", "validation", Optional.empty()));
    assertThat(document.calibration()).isEmpty();
    try (XrayClassifier classifier = XrayClassifier.load(trained.bundle(), Phantoms.RUNTIME)) {
      for (Map<String, String> row : rows(evaluated)) {
        Prediction prediction = classifier.classify(file(trained, row));
        assertThat(prediction.label())
            .isEqualTo(prediction.probability() > chosen.value() ? "covid" : "normal");
      }
    }
  }

  @Test
  void another_policy_repackages_and_gives_what_a_training_would_give() throws Exception {
    job().train();
    Trained again = job().set("threshold", "youden").set("calibration", "temperature").train();
    assertThat(again.upToDate()).isTrue();
    assertThat(UpToDate.trained(job().job())).isEmpty();

    Trained fresh =
        job()
            .workIn(folder.resolve("fresh"))
            .set("threshold", "youden")
            .set("calibration", "temperature")
            .train();
    assertThat(fresh.upToDate()).isFalse();
    assertThat(again.bundle()).hasSameBinaryContentAs(fresh.bundle());
    again.verifyReproducible();
  }

  @Test
  void temperature_scaling_changes_how_sure_the_network_is_in_every_output() throws Exception {
    Path folderOfDoubt = folder.resolve("doubtful");
    PhantomGenerator.generate(
        Phantoms.SMALL.withImages(100).withVisibility(0.5), new Seed(3), folderOfDoubt, done -> {});
    DatasetSpec doubtful = Phantoms.spec(folderOfDoubt);
    Trained plain = job(doubtful).train();
    List<Map<String, String>> before = rows(plain.evaluate());
    byte[] golden = plain.content().files().get("golden/golden.json");
    Trained calibrated = job(doubtful).set("calibration", "temperature").onnx(true).train();
    Evaluated evaluated = calibrated.evaluate();
    List<Map<String, String>> after = rows(evaluated);

    ModelCalibration calibration = calibrated.model().calibration().orElseThrow();
    assertThat(calibration.temperature()).isNotCloseTo(1, Offset.offset(0.01));
    assertThat(calibration.logLossAfter()).isLessThan(calibration.logLossBefore());
    for (int i = 0; i < before.size(); i++) {
      double p = probability(before.get(i));
      double scaled = 1 / (1 + Math.exp(-Math.log(p / (1 - p)) / calibration.temperature()));
      assertThat(probability(after.get(i))).isCloseTo(scaled, Offset.offset(1e-5));
    }
    assertThat(evaluated.table()).contains("Calibrated with temperature", "log loss");
    EvaluationDocument.CalibrationDocument shown =
        Phantoms.document(evaluated).calibration().orElseThrow();
    assertThat(shown.temperature()).isEqualTo(calibration.temperature());
    assertThat(logLoss(shown.before())).isCloseTo(logLoss(before), Offset.offset(1e-5));
    assertThat(logLoss(shown.after())).isCloseTo(logLoss(after), Offset.offset(1e-5));
    assertThat(shown.before().reliability()).isNotEqualTo(shown.after().reliability());
    assertThat(calibrated.content().files().get("golden/golden.json")).isNotEqualTo(golden);
    assertThat(
            Xray.verifyModel(
                    new VerifyJob(
                        calibrated.bundle(), 0, 1e-6, folder.resolve("v"), Phantoms.RUNTIME))
                .passed())
        .isTrue();
    assertThat(calibrated.content().weights().bitwiseEquals(plain.content().weights())).isTrue();
    assertThat(job(doubtful).train().content().files().get("golden/golden.json")).isEqualTo(golden);
  }

  @Test
  void who_insists_on_the_test_set_is_told_that_it_is_optimistic() throws Exception {
    Trained trained = job().set("threshold", "youden").set("thresholdFrom", "test").train();

    ChosenThreshold chosen = trained.model().chosenThreshold().orElseThrow();
    assertThat(chosen.optimistic()).isTrue();
    assertThat(messages).anyMatch(text -> text.contains("chosen on the test set: optimistic"));
    Evaluated evaluated = trained.evaluate();
    assertThat(evaluated.table()).contains("chosen on the test set: optimistic");
    assertThat(Phantoms.document(evaluated).chosenThreshold().orElseThrow().note())
        .contains("chosen on the test set: optimistic");
    assertThat(Files.readString(evaluated.files().page()))
        .contains("chosen on the test set: optimistic");
    assertThat(trained.content().files().get("MODEL_CARD.md"))
        .asString()
        .contains("chosen on the test set: optimistic");
    assertThat(ModelBundle.read(trained.bundle()).description()).isEqualTo(trained.model());
    assertThat(Files.readString(evaluated.files().evaluation().resolveSibling(Summary.FILE)))
        .contains("by youden, chosen on the test set: optimistic.");
    for (String minimum : List.of("0.001", "0.999")) {
      GateResult gate = gate(evaluated, Map.of("metric", "accuracy", "minimum", minimum));
      assertThat(gate.text()).contains("(chosen on the test set: optimistic)");
      assertThat(new String(GateJUnit.of("m", List.of(gate)), StandardCharsets.UTF_8))
          .contains("(chosen on the test set: optimistic)");
      assertThat(GateMarkdown.of("m", List.of(gate)))
          .contains("(chosen on the test set: optimistic)");
    }
  }

  @Test
  void a_threshold_that_says_the_same_of_every_image_is_warned_of() throws Exception {
    job(Phantoms.copies(phantoms, folder.resolve("copies")))
        .audit(new AuditOptions(List.of(Leak.FILE.id(), Leak.LABEL.id())))
        .set("threshold", "sensitivity>=0.9")
        .train();
    assertThat(messages)
        .anyMatch(text -> text.contains("It calls every one of these images covid"));
  }

  private Xray job() {
    return job(Phantoms.spec(phantoms));
  }

  private Xray job(DatasetSpec spec) {
    return Phantoms.job(spec, folder.resolve("work"))
        .set("split.validationShare", 0.25)
        .set("training.epochs", 30)
        .set("training.learningRate", 0.005)
        .listener(
            new XrayListener() {
              @Override
              public void message(String text) {
                messages.add(text);
              }

              @Override
              public void warning(String text) {
                messages.add(text);
              }
            });
  }

  private Path file(Trained trained, Map<String, String> row) {
    return trained.prepared().dataset().images().stream()
        .filter(image -> image.sha256().equals(row.get("sha256")))
        .findFirst()
        .orElseThrow()
        .path();
  }

  private static GateResult gate(Evaluated evaluated, Map<String, String> gate) throws Exception {
    return GateCheck.check(
            GateReader.read("gates[0]", gate, "normal", "covid", MeasuredAudit.terms()),
            MeasuredDocument.of(Phantoms.document(evaluated), EvaluationDocument.FILE),
            Optional.empty())
        .get(0);
  }

  private static int above(Evaluated evaluated, String part, String label, double threshold)
      throws Exception {
    return (int)
        rows(evaluated).stream()
            .filter(row -> row.get("part").equals(part) && row.get("label").equals(label))
            .filter(row -> probability(row) > threshold)
            .count();
  }

  private static double logLoss(EvaluationDocument.CalibratedDocument document) {
    Double value = document.scores().get("logLoss").value();
    return value == null ? Double.NaN : value;
  }

  /** Of the test part. */
  private static double logLoss(List<Map<String, String>> rows) {
    return rows.stream()
        .filter(row -> row.get("part").equals("test"))
        .mapToDouble(
            row ->
                -Math.log(
                    row.get("label").equals("covid") ? probability(row) : 1 - probability(row)))
        .average()
        .orElseThrow();
  }

  private static double probability(Map<String, String> row) {
    return Double.parseDouble(row.get("probability"));
  }

  private static List<Map<String, String>> rows(Evaluated evaluated) throws Exception {
    try (var rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .<Map<String, String>>readValues(evaluated.files().predictions().toFile())) {
      return rows.readAll();
    }
  }
}
