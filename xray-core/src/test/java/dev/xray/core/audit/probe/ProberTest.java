package dev.xray.core.audit.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.audit.Alarms;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.image.Preprocessor;
import dev.xray.core.network.NamedArray;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.Weights;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Predictor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProberTest {
  private static final double THRESHOLD = 0.5;

  @Test
  void a_model_that_looks_at_a_marker_raises_alarms_and_explains_nearly_nothing_else()
      throws Exception {
    ProbeReport report = run(ToyImages.of(120, true, true), ToyImages::corner);

    assertThat(raised(report))
        .contains(
            "probe.lungsRemoved",
            "probe.borderOnly",
            "probe.cornersBlanked",
            "probe.cornersSwapped")
        .doesNotContain("probe.contrastLower", "probe.gammaHigher", "probe.jpeg90");
    assertThat(value(report.auc())).isGreaterThan(0.95);
    assertThat(auc(report, Probe.LUNGS_REMOVED)).isEqualTo(value(report.auc()));
    assertThat(auc(report, Probe.CORNERS_BLANKED)).isEqualTo(0.5);
    assertThat(auc(report, Probe.CORNERS_SWAPPED)).isLessThan(0.05);
    assertThat(value(report.shortcut().value())).isGreaterThan(0.95);
    assertThat(report.shortcut().value().interval().orElseThrow().low()).isGreaterThan(0.9);
  }

  @Test
  void a_model_that_takes_the_marker_for_a_sign_of_health_is_found_out_too() throws Exception {
    ProbeReport report = run(ToyImages.of(120, true, true), ToyImages::diseaseWithoutCorner);

    assertThat(value(report.auc())).isGreaterThan(0.95);
    assertThat(auc(report, Probe.LUNGS_REMOVED)).isLessThan(0.05);
    assertThat(auc(report, Probe.BORDER_ONLY)).isLessThan(0.05);
    assertThat(raised(report)).containsExactlyInAnyOrder("probe.lungsRemoved", "probe.borderOnly");
    assertThat(report.checks())
        .filteredOn(check -> check.id().equals("probe.borderOnly"))
        .singleElement()
        .satisfies(
            check -> {
              assertThat(check.text())
                  .isEqualTo(
                      "Of the outermost 8% of the test images alone, the model still tells the"
                          + " classes apart, in reverse: it takes each for the other there, and so"
                          + " sees something other than the disease.");
              assertThat(check.effectName()).isEqualTo("ROC AUC, in reverse");
              assertThat(value(check.effect())).isGreaterThan(0.95);
            });
    assertThat(value(report.shortcut().value())).isGreaterThan(0.9);
    assertThat(report.shortcut().parts())
        .filteredOn(part -> part.reversed())
        .extracting(part -> part.name())
        .containsExactly("lungsRemoved", "borderOnly");
  }

  @Test
  void a_model_that_looks_at_the_disease_raises_none_though_the_marker_is_there() throws Exception {
    ProbeReport report = run(ToyImages.of(120, true, true), ToyImages::disease);

    assertThat(raised(report)).isEmpty();
    assertThat(report.skipped()).isEmpty();
    assertThat(report.results()).extracting(ProbeResult::probe).containsExactly(Probe.values());
    assertThat(value(report.auc())).isGreaterThan(0.95);
    assertThat(auc(report, Probe.LUNGS_REMOVED)).isEqualTo(0.5);
    assertThat(auc(report, Probe.BORDER_ONLY)).isEqualTo(0.5);
    assertThat(auc(report, Probe.CENTRE_REMOVED)).isEqualTo(0.5);
    assertThat(auc(report, Probe.TILES_SHUFFLED)).isLessThan(0.8);
    assertThat(auc(report, Probe.BORDER_REMOVED)).isEqualTo(value(report.auc()));
    assertThat(auc(report, Probe.CORNERS_SWAPPED)).isEqualTo(value(report.auc()));
    assertThat(value(report.shortcut().value())).isZero();
    assertThat(report.shortcut().value().interval().orElseThrow().high()).isZero();
  }

  @Test
  void a_hand_made_network_that_looks_at_a_corner_alone_is_found_out() throws Exception {
    TensorFlowRuntime runtime = TensorFlowRuntime.load(RuntimeSettings.defaults());
    NetworkSettings settings = new NetworkSettings(1, List.of(1), 1, List.of(), 0);
    try (Predictor predictor =
        new Predictor(runtime, settings, cornerWeights(), ToyImages.SIDE, ToyImages.SIDE)) {
      ProbeReport planted = run(ToyImages.of(80, true, true), predictor::predict);
      ProbeReport clean = run(ToyImages.of(80, false, true), predictor::predict);

      assertThat(raised(planted)).contains("probe.lungsRemoved", "probe.cornersSwapped");
      assertThat(value(planted.shortcut().value())).isGreaterThan(0.95);
      assertThat(raised(clean)).isEmpty();
      assertThat(clean.shortcut().value().undefined().orElseThrow())
          .contains("no advantage to be explained");
    }
  }

  /** Of a 1 x 1 convolution that changes nothing, 12 x 12 pooled pixels, and one output unit. */
  private static Weights cornerWeights() {
    float[] output = new float[144];
    output[0] = 20;
    return new Weights(
        List.of(
            new NamedArray("conv1/kernel", new long[] {1, 1, 1, 1}, new float[] {1}),
            new NamedArray("conv1/bias", new long[] {1}, new float[] {0}),
            new NamedArray("output/kernel", new long[] {144, 1}, output),
            new NamedArray("output/bias", new long[] {1}, new float[] {-12})));
  }

  @Test
  void threads_and_repetition_change_nothing_and_another_seed_only_what_is_random()
      throws Exception {
    ProbeImages images = ToyImages.of(70, true, true);
    ProbeReport one = Prober.run(images, ToyImages::disease, settings(1, 1), done -> {});
    ProbeReport three = Prober.run(images, ToyImages::disease, settings(1, 3), done -> {});
    ProbeReport other = Prober.run(images, ToyImages::disease, settings(2, 1), done -> {});

    assertThat(evaluations(three)).isEqualTo(evaluations(one));
    for (Probe probe : Probe.values()) {
      if (probe == Probe.TILES_SHUFFLED) {
        assertThat(mean(other, probe)).isNotEqualTo(mean(one, probe));
      } else {
        assertThat(auc(other, probe)).isEqualTo(auc(one, probe));
      }
    }
  }

  @Test
  void images_are_changed_a_few_at_a_time() throws Exception {
    List<Integer> sizes = new ArrayList<>();
    List<Integer> done = new ArrayList<>();
    ProbeImages images = ToyImages.of(70, false, false);
    Prober.run(
        images,
        pixels -> {
          sizes.add(pixels.size());
          return ToyImages.disease(pixels);
        },
        settings(1, 2),
        done::add);

    assertThat(sizes.get(0)).isEqualTo(70);
    assertThat(sizes.subList(1, sizes.size())).containsOnly(32, 6);
    assertThat(done).containsExactly(32, 64, 70);
  }

  @Test
  void what_cannot_be_done_is_told_with_its_reason() throws Exception {
    ProbeReport report = run(ToyImages.of(30, false, false), ToyImages::disease);
    assertThat(report.skipped())
        .containsOnlyKeys(Probe.LUNGS_REMOVED)
        .containsValue("there are no masks of the lungs");
    assertThat(report.shortcut().parts())
        .extracting(part -> part.name())
        .containsExactly("borderOnly", "cornersSwapped");

    ProbeImages all = ToyImages.of(30, false, true);
    List<Integer> negatives = IntStream.range(0, 30).filter(i -> !all.positive(i)).boxed().toList();
    ProbeReport oneClass =
        run(
            new ProbeImages(
                all.pixels().select(negatives),
                all.originals(),
                negatives.stream().map(all.patients()::get).toList(),
                all.preprocessing()),
            ToyImages::disease);
    assertThat(oneClass.skipped()).containsOnlyKeys(Probe.CORNERS_SWAPPED);
    assertThat(oneClass.auc().undefined()).contains("there are no positive images");
    assertThat(oneClass.shortcut().value().undefined()).contains("there are no positive images");
    assertThat(raised(oneClass)).isEmpty();
  }

  @Test
  void corners_come_from_images_of_the_other_class_each_about_equally_often() {
    ProbeImages images = ToyImages.of(40, false, false);
    List<Integer> donors = Donors.of(images, new Seed(1));

    for (int i = 0; i < 40; i++) {
      assertThat(images.positive(donors.get(i))).isNotEqualTo(images.positive(i));
    }
    assertThat(Set.copyOf(donors)).hasSize(40);
    assertThat(Donors.of(images, new Seed(2))).isNotEqualTo(donors);
  }

  @Test
  void each_probe_makes_of_an_image_exactly_what_it_says() throws Exception {
    ProbeImages images = ToyImages.of(4, true, true);
    GreyImage seen = images.pixels().image(1);
    int side = ToyImages.SIDE;
    Region frame = Region.border(side, side);

    assertChanged(images, Probe.LUNGS_REMOVED, Region.centre(side, side).dilated(1).fill(seen, 77));
    assertChanged(images, Probe.BORDER_ONLY, frame.complement().fill(seen, 77));
    assertChanged(images, Probe.CENTRE_REMOVED, Region.centre(side, side).fill(seen, 77));
    assertChanged(
        images,
        Probe.TILES_SHUFFLED,
        Pictures.shuffled(seen, 8, new Seed(3).random("probe tiles", 1)));
    assertChanged(images, Probe.BORDER_REMOVED, frame.fill(seen, 77));
    assertChanged(images, Probe.CORNERS_BLANKED, Region.corners(side, side).fill(seen, 77));
    assertChanged(
        images,
        Probe.CORNERS_SWAPPED,
        Region.corners(side, side).take(seen, images.pixels().image(2)));
    assertChanged(images, Probe.FLIPPED, Pictures.flipped(seen));
    // Without equalisation and at the same size, preprocessing leaves a picture as it is.
    assertChanged(images, Probe.CONTRAST_LOWER, Pictures.contrast(seen, 0.7));
    assertChanged(images, Probe.CONTRAST_HIGHER, Pictures.contrast(seen, 1.3));
    assertChanged(images, Probe.GAMMA_LOWER, Pictures.gamma(seen, 0.7));
    assertChanged(images, Probe.GAMMA_HIGHER, Pictures.gamma(seen, 1.4));
    assertChanged(images, Probe.JPEG_90, Pictures.jpeg(seen, 90));
    assertChanged(images, Probe.JPEG_50, Pictures.jpeg(seen, 50));
    assertChanged(images, Probe.JPEG_20, Pictures.jpeg(seen, 20));
    assertChanged(images, Probe.SCALED, seen);
    assertChanged(images, Probe.SCALED_HALF, Pictures.reduced(seen, side / 2, side / 2));
  }

  private static void assertChanged(ProbeImages images, Probe probe, GreyImage expected)
      throws XrayException, IOException {
    ProbedImage.Common common = new ProbedImage.Common(77, List.of(1, 2, 3, 0), new Seed(3));
    GreyImage changed =
        probe.apply(new ProbedImage(images, new Preprocessor(images.preprocessing()), common, 1));
    assertThat(changed.pixels()).as(probe.key()).isEqualTo(expected.pixels());
  }

  @Test
  void what_is_removed_becomes_the_mean_of_all_images() {
    InMemoryPixels pixels =
        InMemoryPixels.of(
            2,
            1,
            List.of(
                new GreyImage(2, 1, new byte[] {0, 100}),
                new GreyImage(2, 1, new byte[] {(byte) 200, (byte) 202})),
            List.of(0, 1));
    // 502 / 4 = 125.5
    assertThat(ProbeImages.meanLevel(pixels)).isEqualTo(126);
  }

  @Test
  void figures_at_the_threshold_follow_the_changed_probabilities() throws Exception {
    ProbeImages images = ToyImages.of(40, true, true);
    ProbeReport report = run(images, pixels -> constant(pixels.size(), pixels.size() == 40));

    // All negative before, all positive after each change: every decision is another one.
    assertThat(report.figures().confusion().trueNegatives()).isEqualTo(20);
    ProbeResult flipped = result(report, Probe.FLIPPED);
    assertThat(value(flipped.evaluation().flips())).isEqualTo(1);
    assertThat(value(flipped.evaluation().meanChange())).isCloseTo(0.5, within(1e-6));
    assertThat(flipped.evaluation().figures().confusion().falsePositives()).isEqualTo(20);
  }

  private static float[] constant(int size, boolean unchanged) {
    float[] all = new float[size];
    Arrays.fill(all, unchanged ? 0.25f : 0.75f);
    return all;
  }

  private static ProbeReport run(ProbeImages images, Prober.Model model)
      throws XrayException, IOException {
    return Prober.run(images, model, settings(1, 2), done -> {});
  }

  private static ProbeSettings settings(long seed, int threads) {
    return new ProbeSettings(
        THRESHOLD,
        new Seed(seed),
        new EvaluationSettings(0.95, 500, 1, OptionalDouble.empty()),
        threads);
  }

  private static List<Object> evaluations(ProbeReport report) {
    List<Object> all = new ArrayList<>(List.of(report.auc(), report.shortcut()));
    report.results().forEach(result -> all.add(result.evaluation()));
    return all;
  }

  private static Set<String> raised(ProbeReport report) {
    return Alarms.of(report.checks()).stream()
        .filter(Alarms.Alarm::raised)
        .map(alarm -> alarm.check().id())
        .collect(Collectors.toSet());
  }

  private static ProbeResult result(ProbeReport report, Probe probe) {
    return report.results().stream().filter(r -> r.probe() == probe).findFirst().orElseThrow();
  }

  private static double auc(ProbeReport report, Probe probe) {
    return value(result(report, probe).evaluation().auc());
  }

  private static double mean(ProbeReport report, Probe probe) {
    return value(result(report, probe).evaluation().meanChange());
  }

  private static double value(Estimate figure) {
    return figure.value().orElseThrow();
  }
}
