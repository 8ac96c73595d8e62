package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.dataset.phantom.Shortcut;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.explanation.Explainer;
import dev.xray.core.explanation.HeatMap;
import dev.xray.core.explanation.Localisation;
import dev.xray.core.explanation.MapMethod;
import dev.xray.core.explanation.OcclusionSettings;
import dev.xray.core.explanation.SanityCheck;
import dev.xray.core.image.Pixels;
import dev.xray.core.network.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Where maps point, seed by seed, on phantoms whose lesions are known: one network of clean
 * phantoms and one of phantoms with a planted marker, on the same patients. Each network is tested
 * on phantoms of another seed of its own arm.
 *
 * <p>Measured on the positives that the network finds at a probability above 0.5. The seeds from
 * which a method is chosen must not be those of which it is reported.
 *
 * <p>Arguments: a folder to write phantoms to, epochs, the methods separated by commas (or {@code
 * all}), then seeds. Prints Markdown tables.
 */
public final class ExplanationSeeds {
  private static final int TEST_IMAGES = 420;
  private static final int SANITY_IMAGES = 24;

  private final Learner learner;
  private final List<MapMethod> methods;

  private ExplanationSeeds(int epochs, List<MapMethod> methods) throws Exception {
    this.methods = methods;
    learner = Learner.ofSmallImages(epochs);
  }

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    List<MapMethod> methods = new ArrayList<>();
    for (String method : arguments[2].split(",")) {
      if (method.equals("all")) {
        methods.addAll(List.of(MapMethod.values()));
      } else {
        methods.add(MapMethod.named(method));
      }
    }
    ExplanationSeeds benchmark = new ExplanationSeeds(Integer.parseInt(arguments[1]), methods);
    System.out.println(
        "| seed | arm | AUC | found positives | points | on a lesion | in the lungs | share on"
            + " lesions | share in the lungs | rank correlation with random weights | of absolute"
            + " values | SSIM |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (String seed : List.of(arguments).subList(3, arguments.length)) {
      for (Shortcut arm : List.of(Shortcut.OFF, Shortcut.PLANTED)) {
        benchmark.run(Path.of(arguments[0]).resolve(seed), new Seed(Long.parseLong(seed)), arm);
      }
    }
  }

  private void run(Path folder, Seed seed, Shortcut arm) throws Exception {
    PhantomSettings phantoms = PhantomSettings.defaults().withShortcut(arm);
    Dataset own = phantoms(phantoms, seed, folder.resolve(arm + "-training"));
    Dataset fresh =
        phantoms(
            phantoms.withImages(TEST_IMAGES),
            new Seed(seed.derive("test phantoms")),
            folder.resolve(arm + "-test"));
    Weights weights = learner.train(learner.pixels(own.images()), seed);
    Pixels test = learner.pixels(fresh.images());
    try (Explainer explainer =
        new Explainer(
            learner.runtime(),
            learner.recipe().network(),
            weights,
            test.width(),
            test.height(),
            OcclusionSettings.defaults())) {
      float[] logits = explainer.logits(test);
      List<Integer> found =
          IntStream.range(0, test.size())
              .filter(i -> test.label(i) == 1 && logits[i] > 0)
              .boxed()
              .toList();
      String start =
          String.format(
              Locale.ROOT,
              "| %d | %s | %.3f | %d ",
              seed.value(),
              arm == Shortcut.OFF ? "clean" : "planted",
              Learner.auc(test, probabilities(logits)),
              found.size());
      List<Localisation.Known> known =
          learner.known(found.stream().map(fresh.images()::get).toList());
      for (Localisation.Row row : Localisation.baselines(known)) {
        System.out.println(start + line(row) + "| | | |");
      }
      for (MapMethod method : methods) {
        List<HeatMap> maps = explainer.maps(method, test.select(found));
        explainer.restore(weights);
        System.out.println(
            start
                + line(Localisation.of(method.text(), known, maps))
                + line(sanity(explainer, method, weights, fresh, test, seed)));
        explainer.restore(weights);
      }
    }
  }

  private SanityCheck.Stage sanity(
      Explainer explainer,
      MapMethod method,
      Weights weights,
      Dataset dataset,
      Pixels pixels,
      Seed seed)
      throws Exception {
    List<Integer> some =
        IntStream.range(0, SANITY_IMAGES).mapToObj(i -> i * pixels.size() / SANITY_IMAGES).toList();
    Pixels images = pixels.select(some);
    return new SanityCheck(
            learner.recipe().network(), weights, pixels.width(), pixels.height(), seed)
        .check(
            any -> {
              explainer.restore(any);
              return explainer.maps(method, images);
            },
            some.stream().map(i -> dataset.images().get(i).patient()).toList())
        .last();
  }

  private static String line(Localisation.Row row) {
    return "| "
        + row.name()
        + " | "
        + text(row.lesionHits())
        + " | "
        + text(row.lungHits())
        + " | "
        + text(row.lesionShare())
        + " | "
        + text(row.lungShare())
        + " ";
  }

  private static String line(SanityCheck.Stage stage) {
    return "| "
        + text(stage.spearman())
        + " | "
        + text(stage.absolute())
        + " | "
        + text(stage.ssim())
        + " |";
  }

  private static String text(Estimate figure) {
    return figure.value().isPresent()
        ? String.format(Locale.ROOT, "%.2f", figure.value().getAsDouble())
            + figure
                .interval()
                .map(i -> String.format(Locale.ROOT, " [%.2f–%.2f]", i.low(), i.high()))
                .orElse("")
        : "–";
  }

  private static Dataset phantoms(PhantomSettings settings, Seed seed, Path folder)
      throws Exception {
    PhantomGenerator.generate(settings, seed, folder, done -> {});
    return PhantomData.read(folder, seed);
  }

  private static float[] probabilities(float[] logits) {
    float[] probabilities = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = (float) (1 / (1 + Math.exp(-logits[i])));
    }
    return probabilities;
  }
}
