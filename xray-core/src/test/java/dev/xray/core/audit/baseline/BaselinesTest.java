package dev.xray.core.audit.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.Json;
import dev.xray.core.Seed;
import dev.xray.core.audit.Alarms;
import dev.xray.core.audit.facts.ImageFacts;
import dev.xray.core.audit.facts.MadeUp;
import dev.xray.core.codec.ImageFormat;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.Split;
import dev.xray.core.evaluation.Case;
import dev.xray.core.evaluation.Difference;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.evaluation.Support;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BaselinesTest {
  private static final int IMAGES = 160;

  @ParameterizedTest
  @EnumSource
  void a_baseline_fires_on_its_planted_fault_and_the_others_stay_quiet(Baseline planted) {
    MadeUp data = new MadeUp(IMAGES, 5);
    for (int i = 0; i < IMAGES; i++) {
      plant(data, planted, i);
    }

    List<BaselineResult> results = run(data);

    assertThat(results.get(planted.ordinal()).auc().value().orElseThrow()).isGreaterThan(0.95);
    assertThat(results.get(planted.ordinal()).p()).isLessThan(0.001);
    assertThat(raised(results))
        .isEqualTo(
            planted.kind() == Baseline.Kind.CANNOT_CONTAIN
                ? List.of("baseline." + planted.id())
                : List.of());
  }

  @Test
  void where_nothing_is_planted_no_baseline_alarms() {
    for (long seed = 1; seed <= 5; seed++) {
      assertThat(raised(run(new MadeUp(IMAGES, seed)))).isEmpty();
    }
  }

  @Test
  void the_same_seed_gives_the_same_figures() {
    List<BaselineResult> one = run(new MadeUp(80, 1));
    List<BaselineResult> two = run(new MadeUp(80, 1));

    assertThat(two).isEqualTo(one);
  }

  @Test
  void without_masks_it_is_said_that_the_outside_of_the_lungs_was_not_tried() {
    MadeUp data = new MadeUp(40, 1);
    for (int i = 0; i < 40; i++) {
      data.facts.set(i, seen(data.facts.get(i), Optional.empty()));
    }
    assertThat(run(data).get(Baseline.OUTSIDE_LUNGS.ordinal()).text())
        .isEqualTo("Not tried: there are no lung masks.");
    data.facts.set(3, seen(data.facts.get(3), Optional.of(new float[256])));
    BaselineResult some = run(data).get(Baseline.OUTSIDE_LUNGS.ordinal());
    assertThat(some.text()).contains("the lung masks of 39 of 40 images are missing");
    assertThat(Baselines.checks(run(data)))
        .extracting(check -> check.id())
        .doesNotContain("baseline.outsideLungs")
        .contains("baseline.frame");
  }

  @Test
  void test_images_change_nothing_that_is_learned() {
    MadeUp data = new MadeUp(80, 1);
    List<Case> before = run(data).get(Baseline.THUMBNAIL.ordinal()).cases();
    data.facts.get(79).thumbnail()[0] = 100; // a test image
    List<Case> after = run(data).get(Baseline.THUMBNAIL.ordinal()).cases();

    assertThat(after.subList(0, after.size() - 1)).isEqualTo(before.subList(0, before.size() - 1));
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void regressions_are_those_of_scikit_learn() throws Exception {
    JsonNode reference;
    try (InputStream in = getClass().getResourceAsStream("/reference/audit.json")) {
      reference = Json.MAPPER.readTree(in).get("regressions");
    }
    assertThat(reference).hasSize(3);
    for (JsonNode example : reference) {
      double[][] rows = Json.MAPPER.convertValue(example.get("rows"), double[][].class);
      LogisticRegression model =
          LogisticRegression.fit(
              rows,
              Json.MAPPER.convertValue(example.get("positive"), boolean[].class),
              example.get("c").asDouble(),
              LogisticRegression.EXACT);

      assertThat(model.weights())
          .containsExactly(
              Json.MAPPER.convertValue(example.get("weights"), double[].class), within(1e-5));
      assertThat(model.intercept()).isCloseTo(example.get("intercept").asDouble(), within(1e-5));
      for (int i = 0; i < 5; i++) {
        assertThat(model.probability(rows[i]))
            .isCloseTo(example.get("probabilities").get(i).asDouble(), within(1e-5));
      }
    }
  }

  @Test
  void features_are_scaled_by_what_is_learned_from_and_what_is_missing_is_a_feature() {
    List<Features> training =
        List.of(
            new Features(new double[] {1, 5}, Map.of("view", "PA")),
            new Features(new double[] {3, 5}, Map.of("view", "AP")),
            new Features(new double[] {Double.NaN, 5}, Map.of("view", "PA")));
    Features.Scaler scaler = new Features.Scaler(training);

    // The number, whether it is missing, two views; 5 does not vary.
    assertThat(scaler.size()).isEqualTo(4);
    assertThat(scaler.scale(training.get(0))[0]).isEqualTo(-1);
    assertThat(scaler.scale(training.get(1))[0]).isEqualTo(1);
    assertThat(scaler.scale(training.get(2))[0]).isZero();
    assertThat(scaler.scale(training.get(2))[1]).isPositive();
    double[] unseen = scaler.scale(new Features(new double[] {2, 9}, Map.of("view", "lateral")));
    assertThat(unseen).doesNotContain(Double.NaN);
  }

  @Test
  void a_model_beats_a_baseline_only_where_the_paired_interval_says_so() {
    MadeUp data = new MadeUp(IMAGES, 5);
    List<BaselineResult> results = run(data);
    List<Double> good = new ArrayList<>();
    List<Double> chance = new ArrayList<>();
    for (int i = 0; i < results.get(0).cases().size(); i++) {
      boolean positive = results.get(0).cases().get(i).positive();
      good.add((positive ? 0.6 : 0.3) + (i * 7 % 11) * 0.03);
      chance.add((i * 7 % 11) * 0.05);
    }

    List<ModelBeside> better = ModelBeside.of(results, good, EvaluationSettings.defaults());
    assertThat(better).hasSize(Baseline.values().length).allMatch(ModelBeside::beaten);
    assertThat(ModelBeside.sentences(better)).isEmpty();
    assertThat(ModelBeside.of(results, chance, EvaluationSettings.defaults()))
        .noneMatch(ModelBeside::beaten);
  }

  @Test
  void one_sentence_names_all_baselines_that_a_model_does_not_beat() {
    assertThat(
            ModelBeside.sentences(
                List.of(
                    beside(Baseline.METADATA, 0.5, 0.9),
                    beside(Baseline.FRAME, 0.95, 0.9),
                    beside(Baseline.THUMBNAIL, 0.9, 0.9))))
        .containsExactly(
            "It is not shown that the model, whose AUC is 0.900, does better than any of these"
                + " alone: the outermost 8% of the picture (AUC 0.950), an 8 × 8 thumbnail (AUC"
                + " 0.900).");
    assertThat(ModelBeside.sentences(List.of(beside(Baseline.FRAME, 0.95, 0.9))))
        .containsExactly(
            "It is not shown that the model, whose AUC is 0.900, does better than the outermost 8%"
                + " of the picture (AUC 0.950) alone.");
    assertThat(
            ModelBeside.sentences(
                List.of(
                    beside(Baseline.FRAME, Double.NaN, Double.NaN),
                    beside(Baseline.THUMBNAIL, Double.NaN, Double.NaN))))
        .containsExactly(
            "Nothing can be said of the model beside any of these alone: the outermost 8% of the"
                + " picture, an 8 × 8 thumbnail.");
  }

  private static ModelBeside beside(Baseline baseline, double its, double model) {
    Estimate current = area(model);
    boolean known = current.value().isPresent();
    return new ModelBeside(
        baseline,
        new Difference(
            current,
            area(its),
            known ? OptionalDouble.of(model - its) : OptionalDouble.empty(),
            List.of(),
            known ? Optional.of("made up") : Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        model > its);
  }

  private static Estimate area(double value) {
    boolean known = !Double.isNaN(value);
    Optional<String> reason = Optional.of("made up");
    return new Estimate(
        known ? OptionalDouble.of(value) : OptionalDouble.empty(),
        known ? Optional.empty() : reason,
        Optional.empty(),
        known ? reason : Optional.empty(),
        new Support(40, 40, 40, OptionalInt.empty(), OptionalInt.empty()));
  }

  /** Half of the images of each class are for testing. */
  private static List<BaselineResult> run(MadeUp data) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < data.images.size(); i++) {
      parts.add(i % 4 < 2 ? Part.TRAINING : Part.TEST);
    }
    return Baselines.of(data.dataset(), new Split(parts), data.facts, new Seed(1));
  }

  private static List<String> raised(List<BaselineResult> results) {
    return Alarms.of(Baselines.checks(results)).stream()
        .filter(Alarms.Alarm::raised)
        .map(alarm -> alarm.check().id())
        .toList();
  }

  private static void plant(MadeUp data, Baseline planted, int i) {
    boolean positive = MadeUp.positive(i);
    LabeledImage image = data.images.get(i);
    ImageFacts facts = data.facts.get(i);
    float level = positive ? 1.5f : -0.5f;
    switch (planted) {
      case FILE_HEADER -> data.facts.set(i, tiff(facts, positive));
      case METADATA ->
          data.images.set(
              i,
              MadeUp.of(
                  i,
                  "one",
                  image.file(),
                  positive ? Optional.of("PA") : Optional.empty(),
                  image.sex(),
                  image.age(),
                  image.licence()));
      case FRAME -> mark(facts.frame(), level);
      case OUTSIDE_LUNGS -> mark(facts.outsideLungs().orElseThrow(), level);
      case HISTOGRAM -> mark(facts.histogram(), level);
      case THUMBNAIL -> mark(facts.thumbnail(), level);
      case OUTSIDE_CENTRE -> mark(facts.outsideCentre(), level);
    }
  }

  /** A marker covers several cells. */
  private static void mark(float[] cells, float level) {
    for (int i = 0; i < 6; i++) {
      cells[i] = level;
    }
  }

  private static ImageFacts tiff(ImageFacts facts, boolean positive) {
    return new ImageFacts(
        positive ? ImageFormat.TIFF : ImageFormat.PNG,
        facts.width(),
        facts.height(),
        facts.channels(),
        facts.bitDepth(),
        facts.exif(),
        facts.brightness(),
        facts.borderBrightness(),
        facts.histogram(),
        facts.frame(),
        facts.thumbnail(),
        facts.outsideCentre(),
        facts.outsideLungs());
  }

  private static ImageFacts seen(ImageFacts facts, Optional<float[]> outsideLungs) {
    return new ImageFacts(
        facts.format(),
        facts.width(),
        facts.height(),
        facts.channels(),
        facts.bitDepth(),
        facts.exif(),
        facts.brightness(),
        facts.borderBrightness(),
        facts.histogram(),
        facts.frame(),
        facts.thumbnail(),
        facts.outsideCentre(),
        outsideLungs);
  }
}
