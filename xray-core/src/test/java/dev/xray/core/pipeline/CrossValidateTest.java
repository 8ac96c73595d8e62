package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.xray.core.Disclaimer;
import dev.xray.core.Json;
import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.audit.leakage.Leak;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetReader;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.evaluation.CrossValidation;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.report.CrossValidationDocument;
import dev.xray.core.report.CrossValidationWriter;
import dev.xray.core.runtime.RuntimeKey;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.EpochResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossValidateTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-4);
  private static final double SURE = 2;
  private static final CrossValidationSettings TWICE = CrossValidationSettings.of(2, 1);
  private static final CrossValidationSettings THREE_TWICE = CrossValidationSettings.of(3, 2);

  private static final String ONE_CLASS_EACH = "No fold has both classes.";

  @TempDir static Path phantoms;
  @TempDir static Path uninterrupted;
  static CrossValidated whole;

  @TempDir Path folder;
  private final Recorder recorder = new Recorder();

  @BeforeAll
  static void cross_validate_once() throws Exception {
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), phantoms, done -> {});
    whole = job(uninterrupted).crossValidate(THREE_TWICE);
  }

  @Test
  void every_image_is_tested_once_in_each_repeat() throws Exception {
    List<String> rows = rows(whole.files().csv());
    List<LabeledImage> images =
        DatasetReader.read(Phantoms.spec(phantoms), new Seed(1), warning -> {}).images();

    assertThat(rows).hasSize(2 * images.size());
    Map<String, Long> times =
        rows.stream()
            .map(row -> row.split(","))
            .collect(Collectors.groupingBy(cells -> cells[0] + cells[4], Collectors.counting()));
    assertThat(times).hasSize(2 * images.size());
    assertThat(times.values()).containsOnly(1L);
    CrossValidation result = whole.result();
    assertThat(result.folds()).hasSize(6);
    assertThat(result.cases()).hasSameSizeAs(images);
    assertThat(result.pooled().images()).isEqualTo(images.size());
    assertThat(result.repeated()).hasSize(2);
    assertThat(result.overSeeds()).isPresent();
    assertThat(whole.table()).contains("ROC AUC", "sensitivity", "3 folds, stratified");
  }

  @Test
  void an_interrupted_run_goes_on_where_it_stopped_and_ends_with_the_same_bytes() throws Exception {
    Recorder interrupting =
        new Recorder() {
          @Override
          public void epoch(EpochResult result, int epochs, double seconds) {
            super.epoch(result, epochs, seconds);
            if (epochsSeen == 3) {
              throw new IllegalStateException("power cut");
            }
          }
        };
    assertThatThrownBy(() -> job(folder).listener(interrupting).crossValidate(THREE_TWICE))
        .hasMessage("power cut");
    assertThat(CrossValidationWriter.Written.in(folder.resolve("cross-validation")).json())
        .doesNotExist();

    CrossValidated resumed = job(folder).listener(recorder).crossValidate(THREE_TWICE);

    // Of 6 trainings of 2 epochs each, one was done and half of another.
    assertThat(recorder.trainings)
        .hasSize(5)
        .startsWith("Repeat 1 of 2, fold 2 of 3")
        .endsWith("Repeat 2 of 2, fold 3 of 3");
    assertThat(recorder.epochsSeen).isEqualTo(9);
    assertThat(recorder.messages).anyMatch(m -> m.equals("1 of 6 folds are up to date."));
    for (int i = 0; i < 3; i++) {
      assertThat(resumed.files().all().get(i))
          .hasBinaryContent(Files.readAllBytes(whole.files().all().get(i)));
    }
    assertThat(folder.resolve("cross-validation/repeat-1/fold-2/checkpoint")).doesNotExist();
  }

  @Test
  void what_is_up_to_date_is_not_made_again_and_what_changed_is_made_with_the_reason()
      throws Exception {
    Xray job = job(folder).set("training.epochs", 1).listener(recorder);
    assertThat(UpToDate.crossValidated(job.job(), TWICE)).isEmpty();
    CrossValidated made = job.crossValidate(TWICE);
    assertThat(recorder.trainings).hasSize(2);
    assertThat(recorder.messages).anyMatch(m -> m.contains("since there is no result yet"));

    job.crossValidate(TWICE);
    assertThat(recorder.trainings).hasSize(2);
    assertThat(UpToDate.crossValidated(job.job(), TWICE).orElseThrow().summary())
        .containsAll(made.table().lines().toList());

    // Another threshold needs no training, but another evaluation.
    job.set("thresholds", "0.3");
    assertThat(UpToDate.crossValidated(job.job(), TWICE)).isEmpty();
    assertThat(job.crossValidate(TWICE).table()).contains("0.3");
    assertThat(recorder.trainings).hasSize(2);

    job.set("training.learningRate", "0.002").crossValidate(TWICE);
    assertThat(recorder.trainings).hasSize(4);
    assertThat(recorder.messages)
        .anyMatch(m -> m.contains("since data, settings, seed or versions are not those"));

    Path result = folder.resolve("cross-validation/repeat-1/fold-2/result.json");
    Files.writeString(result, Files.readString(result).replaceFirst("0\\.", "0.0"));
    job.crossValidate(TWICE);
    assertThat(recorder.trainings).hasSize(5);
    assertThat(recorder.messages).anyMatch(m -> m.contains("result.json was altered"));
  }

  @Test
  void folds_are_calibrated_on_their_own_validation_part_and_changing_that_trains_nothing()
      throws Exception {
    Xray job = job(folder).set("split.validationShare", 0.25).listener(recorder);
    job.crossValidate(TWICE);
    makeOverconfident(plan(job));
    List<String[]> before = cells(job.crossValidate(TWICE));
    CrossValidated made =
        job.set("calibration", "temperature")
            .set("evaluation.prevalence", 0.1)
            .crossValidate(TWICE);
    List<String[]> after = cells(made);

    assertThat(recorder.trainings).hasSize(2);
    CrossValidationDocument document = CrossValidationDocument.read(made.files().json());
    assertThat(schema().validate(Json.MAPPER.readTree(made.files().json().toFile()))).isEmpty();
    List<CrossValidationDocument.FoldCalibrationDocument> fitted =
        document.perFold().stream().flatMap(fold -> fold.calibration().stream()).toList();
    assertThat(fitted).hasSize(2);
    for (FoldPlan fold : plan(job).folds()) {
      CrossValidationDocument.FoldCalibrationDocument one = fitted.get(fold.fold() - 1);
      int images = fold.split().indices(Part.VALIDATION).size();
      int wrong = (images + 2) / 3;
      assertThat(one.images()).isEqualTo(images);
      // Where all are equally sure, it is best to be as sure as the share of those that are right.
      double best = Math.log((images - wrong) / (double) wrong);
      assertThat(one.temperature()).isCloseTo(fold.fold() * SURE / best, CLOSE);
      assertThat(one.logLossAfter()).isLessThan(one.logLossBefore());
    }
    for (int i = 0; i < before.size(); i++) {
      double logit = logit(probability(before.get(i)));
      int fold = Integer.parseInt(before.get(i)[1]);
      assertThat(Math.abs(logit)).isCloseTo(fold * SURE, CLOSE);
      assertThat(logit(probability(after.get(i))))
          .isCloseTo(logit / fitted.get(fold - 1).temperature(), CLOSE);
    }
    assertThat(Files.readString(made.files().markdown()))
        .contains("temperature (log loss of the validation part)", " images) |");
    assertThat(made.table())
        .contains("2 of 2 folds calibrated on the validation part, temperature");
    assertThat(made.result().pooled().thresholds().get(0).figures())
        .containsKey(Metric.PPV_AT_PREVALENCE);
  }

  @Test
  void a_fold_for_which_no_temperature_is_best_is_warned_of_and_stays_as_it_is() throws Exception {
    Xray job =
        Phantoms.job(Phantoms.copies(phantoms, folder.resolve("copies")), folder.resolve("work"))
            .set("split.validationShare", 0.25)
            .audit(new AuditOptions(List.of(Leak.FILE.id(), Leak.LABEL.id())))
            .listener(recorder);
    List<String[]> plain = cells(job.crossValidate(TWICE));
    CrossValidated made = job.set("calibration", "temperature").crossValidate(TWICE);

    assertThat(recorder.warnings)
        .filteredOn(text -> text.contains("not calibrated"))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("Repeat 1 of 1, fold 1 of 2: The probabilities are not calibrated: no");
    assertThat(cells(made)).usingRecursiveComparison().isEqualTo(plain);
    CrossValidationDocument document = CrossValidationDocument.read(made.files().json());
    assertThat(document.perFold()).allMatch(fold -> fold.calibration().isEmpty());
    assertThat(document.notes()).anyMatch(note -> note.contains("Those of 2 of 2 models are not"));
    assertThat(made.table()).contains("0 of 2 folds calibrated");
    assertThat(Files.readString(made.files().markdown()))
        .contains("| – (no temperature is best) |");
  }

  @Test
  void a_file_in_two_folds_fails_before_training_until_it_is_accepted() throws Exception {
    Path data = folder.resolve("data");
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), data, done -> {});
    plantCopies(data);
    Xray job =
        Phantoms.job(Phantoms.spec(data), folder.resolve("work"))
            .set("training.epochs", 1)
            .listener(recorder);
    Path page = folder.resolve("work/cross-validation/audit/audit.html");

    assertThatThrownBy(() -> job.crossValidate(TWICE))
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll(
            "1 picture stands on both sides of a fold",
            "copy-1.png (",
            ", test of fold 1)",
            ", training of fold 1)",
            "-Dxray.acceptedFindings=duplicate.file",
            page.toString());
    assertThatThrownBy(() -> job.trainFolds(TWICE, 1, 2)).hasMessageContaining("copy-1.png");
    assertThat(recorder.trainings).isEmpty();
    assertThat(page).content().contains("copy-1.png", "data:image/jpeg;base64,");
    assertThat(page.resolveSibling("audit.json")).content().doesNotContain("copy-1");

    Xray accepted = job.audit(new AuditOptions(List.of(Leak.FILE.id())));
    CrossValidated made = accepted.crossValidate(TWICE);
    assertThat(recorder.trainings).hasSize(2);
    assertThat(page).doesNotExist();
    assertThat(CrossValidationDocument.read(made.files().json()).notes())
        .anyMatch(text -> text.endsWith("It was accepted by name: duplicate.file."));
    assertThat(UpToDate.crossValidated(accepted.job(), TWICE)).isPresent();
    assertThat(UpToDate.crossValidated(job.audit(AuditOptions.DEFAULT).job(), TWICE)).isEmpty();
  }

  /** One image under patients of their own: whatever the folds, they part some of them. */
  private static void plantCopies(Path data) throws Exception {
    Path table = data.resolve("metadata.csv");
    List<String> rows = new ArrayList<>(Files.readAllLines(table));
    String row = rows.stream().filter(each -> each.contains(".png")).findFirst().orElseThrow();
    String patient = row.substring(0, row.indexOf(','));
    String file =
        Arrays.stream(row.split(","))
            .filter(cell -> cell.endsWith(".png"))
            .findFirst()
            .orElseThrow();
    for (int i = 1; i <= 8; i++) {
      Files.copy(data.resolve("images").resolve(file), data.resolve("images/copy-" + i + ".png"));
      rows.add(row.replace(file, "copy-" + i + ".png").replaceFirst(patient, "another-" + i));
    }
    Files.write(table, rows);
  }

  @Test
  void fewer_repeats_leave_the_folds_and_delete_the_rest() throws Exception {
    Xray job = job(folder).set("training.epochs", 1).listener(recorder);
    job.crossValidate(CrossValidationSettings.of(2, 2));
    job.crossValidate(TWICE);

    assertThat(recorder.trainings).hasSize(4);
    assertThat(folder.resolve("cross-validation/repeat-1/fold-2/result.json")).exists();
    assertThat(folder.resolve("cross-validation/repeat-2")).doesNotExist();
  }

  @Test
  void shares_of_the_folds_make_up_the_whole() throws Exception {
    job(folder).trainFolds(THREE_TWICE, 1, 2);
    job(folder).trainFolds(THREE_TWICE, 0, 2);

    CrossValidated joined = job(folder).listener(recorder).crossValidate(THREE_TWICE);

    assertThat(recorder.trainings).isEmpty();
    assertThat(joined.files().json()).hasBinaryContent(Files.readAllBytes(whole.files().json()));
  }

  @Test
  void each_source_is_tested_by_a_model_that_has_not_seen_it() throws Exception {
    CrossValidated result =
        Phantoms.job(bySex(), folder)
            .set("training.epochs", 1)
            .crossValidate(CrossValidationSettings.bySource(1));

    assertThat(result.result().folds())
        .extracting(CrossValidation.FoldEvaluation::name)
        .containsExactly("normal-F", "normal-M", "covid-F", "covid-M");
    assertThat(result.result().overFolds().scores()).isNotEmpty();
    assertThat(rows(result.files().csv()))
        .allSatisfy(row -> assertThat(row.split(",")[1]).isEqualTo(row.split(",")[2]));
    assertThat(result.table()).contains("leaving out one of 4 sources");
    assertThat(Files.readString(result.files().markdown())).contains(ONE_CLASS_EACH);
    assertThat(Files.readString(whole.files().markdown())).doesNotContain(ONE_CLASS_EACH);
  }

  @Test
  void sources_of_one_class_each_cannot_be_left_out() {
    assertThatThrownBy(() -> job(folder).crossValidate(CrossValidationSettings.bySource(1)))
        .isInstanceOfSatisfying(
            SettingException.class,
            e -> assertThat(e.setting()).isEqualTo("crossValidation.folds"));
    assertThat(folder.resolve("cross-validation")).doesNotExist();
  }

  @Test
  void the_document_fits_its_schema_and_names_neither_file_nor_patient() throws Exception {
    String json = Files.readString(whole.files().json());
    String markdown = Files.readString(whole.files().markdown());

    assertThat(schema().validate(Json.MAPPER.readTree(json))).isEmpty();
    assertThat(schema().validate(Json.MAPPER.readTree(json.replace("\"overFolds\"", "\"over\""))))
        .isNotEmpty();
    assertThat(CrossValidationDocument.read(whole.files().json()).perFold()).hasSize(6);
    for (LabeledImage image :
        DatasetReader.read(Phantoms.spec(phantoms), new Seed(1), warning -> {}).images()) {
      for (String text : List.of(json, markdown)) {
        assertThat(text).doesNotContain(image.file());
        assertThat(text).doesNotContain(image.patient().orElseThrow());
      }
    }
    assertThat(json).contains(Disclaimer.TEXT);
    assertThat(markdown)
        .contains(Disclaimer.TEXT, "| ROC AUC |", "## At threshold 0.45", "| 2 | 3 |");
  }

  @Test
  void a_cross_validation_is_current_as_long_as_it_speaks_of_the_same_recipe_and_data()
      throws Exception {
    assertThat(current(job(uninterrupted)))
        .contains(CrossValidationDocument.read(whole.files().json()));
    assertThat(current(job(uninterrupted).checkpointEvery(5))).isPresent();
    assertThat(current(job(uninterrupted).seed(2))).isEmpty();
    assertThat(current(job(uninterrupted).set("training.epochs", 3))).isEmpty();
    assertThat(current(job(uninterrupted).set("thresholds", "0.3"))).isEmpty();
    assertThat(current(job(folder))).isEmpty();
    Dataset fewer = DatasetReader.read(bySex(), new Seed(1), warning -> {});
    assertThat(CurrentCrossValidation.of(CheckedJob.of(job(uninterrupted).job()), fewer)).isEmpty();
  }

  @Test
  void what_a_user_writes_for_folds_is_read_or_refused() throws Exception {
    assertThat(CrossValidationSettings.parse("5", 2)).isEqualTo(CrossValidationSettings.of(5, 2));
    assertThat(CrossValidationSettings.parse("sources", 1))
        .isEqualTo(CrossValidationSettings.bySource(1));
    assertThatThrownBy(() -> CrossValidationSettings.parse("five", 1))
        .hasMessageContaining("crossValidation.folds is 'five'");
    assertThatThrownBy(() -> CrossValidationSettings.parse("1", 1))
        .hasMessageContaining("at least 2");
    assertThatThrownBy(() -> CrossValidationSettings.parse("5", 0))
        .hasMessageContaining("crossValidation.repeats is 0");
  }

  private static Xray job(Path folder) {
    return Phantoms.job(Phantoms.spec(phantoms), folder).checkpointEvery(1);
  }

  private static DatasetSpec bySex() {
    List<SourceSpec> sources = new ArrayList<>();
    for (SourceSpec source : Phantoms.spec(phantoms).sources()) {
      for (String sex : List.of("F", "M")) {
        sources.add(
            new SourceSpec(
                source.label() + "-" + sex,
                source.metadata(),
                source.images(),
                Map.of("finding", source.where().get("finding"), "sex", sex),
                source.label(),
                false));
      }
    }
    return new DatasetSpec(Phantoms.spec(phantoms).classes(), sources);
  }

  private static Optional<CrossValidationDocument> current(Xray job) throws Exception {
    return CurrentCrossValidation.of(
        CheckedJob.of(job.job()),
        DatasetReader.read(Phantoms.spec(phantoms), new Seed(1), warning -> {}));
  }

  private static List<String> rows(Path csv) throws IOException {
    return Files.readString(csv).lines().skip(1).toList();
  }

  private static List<String[]> cells(CrossValidated made) throws IOException {
    return rows(made.files().csv()).stream().map(row -> row.split(",")).toList();
  }

  private static double probability(String[] cells) {
    return Double.parseDouble(cells[7]);
  }

  private static double logit(double probability) {
    return Math.log(probability / (1 - probability));
  }

  private static CrossValidationPlan plan(Xray job) throws Exception {
    return CrossValidationPlan.of(
        CheckedJob.of(job.job()),
        TWICE,
        RuntimeKey.of(TensorFlowRuntime.load(Phantoms.RUNTIME).info()));
  }

  /** As if the models were sure of everything, and wrong about every third image. */
  private static void makeOverconfident(CrossValidationPlan plan) throws Exception {
    for (FoldPlan fold : plan.folds()) {
      FoldResult trained = FoldResult.standing(fold).result().orElseThrow();
      new FoldResult(
              overconfident(plan.dataset(), fold, Part.TEST),
              overconfident(plan.dataset(), fold, Part.VALIDATION),
              trained.history())
          .write(fold);
    }
  }

  private static List<Double> overconfident(Dataset dataset, FoldPlan fold, Part part) {
    List<Integer> indices = fold.split().indices(part);
    List<Double> logits = new ArrayList<>();
    for (int i = 0; i < indices.size(); i++) {
      boolean covid = dataset.images().get(indices.get(i)).label().equals("covid");
      logits.add(fold.fold() * (covid ? 1.0 : -1.0) * (i % 3 == 0 ? -SURE : SURE));
    }
    return logits;
  }

  private static JsonSchema schema() throws IOException {
    Map<String, String> known =
        Map.of(
            "urn:dev.xray:evaluation:2",
            resource("evaluation.schema.json"),
            CrossValidationDocument.SCHEMA,
            resource("cross-validation.schema.json"));
    return JsonSchemaFactory.getInstance(
            VersionFlag.V202012, factory -> factory.schemaLoaders(l -> l.schemas(known)))
        .getSchema(SchemaLocation.of(CrossValidationDocument.SCHEMA));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = CrossValidationWriter.class.getResourceAsStream(name)) {
      return new String(
          Optional.ofNullable(in).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Notes what it hears. */
  private static class Recorder implements XrayListener {
    final List<String> messages = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final List<String> trainings = new ArrayList<>();
    int epochsSeen;

    @Override
    public void message(String text) {
      messages.add(text);
    }

    @Override
    public void warning(String text) {
      warnings.add(text);
    }

    @Override
    public void training(String name, int number, int of) {
      trainings.add(name);
    }

    @Override
    public void epoch(EpochResult result, int epochs, double seconds) {
      epochsSeen++;
    }
  }
}
