package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.Split;
import dev.xray.core.dataset.Splitter;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.image.Pixels;
import dev.xray.core.network.Weights;
import dev.xray.core.training.Predictor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The example project's run on phantoms of its own, seed by seed: AUC with the true labels and,
 * where nothing can be learned, with shuffled training labels.
 *
 * <p>Two kinds of shuffling. <i>Permuted</i> labels still agree with the truth by chance: among 360
 * images the correlation has a standard deviation of 0.05, and since the opacities are all that
 * phantoms differ in, a network finds even that. <i>Balanced</i> labels agree with it exactly half
 * the time: in each class half of the images get the other label, so that they say nothing of it.
 *
 * <p>Two test sets: the 120 images of the run's own test part, and {@value #FRESH_IMAGES} phantoms
 * of another seed, on which chance plays a smaller part.
 *
 * <p>Arguments: a folder to write phantoms to, then seeds. Prints a Markdown table.
 */
public final class PhantomSeeds {
  private static final int FRESH_IMAGES = 1200;

  private final Learner learner = Learner.ofSmallImages(40);

  private PhantomSeeds() throws Exception {}

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    PhantomSeeds benchmark = new PhantomSeeds();
    System.out.println(
        "| seed | AUC, test part | AUC, fresh | permuted, test part | permuted, fresh | balanced, test"
            + " part | balanced, fresh |");
    System.out.println("|---|---|---|---|---|---|---|");
    for (String seed : List.of(arguments).subList(1, arguments.length)) {
      benchmark.run(Path.of(arguments[0]).resolve(seed), new Seed(Long.parseLong(seed)));
    }
  }

  private void run(Path folder, Seed seed) throws Exception {
    Dataset dataset = phantoms(PhantomSettings.defaults(), seed, folder.resolve("own"));
    Split split =
        Splitter.split(dataset.images(), PhantomData.CLASSES, learner.recipe().split(), seed);
    Pixels own = learner.pixels(dataset.images());
    Pixels training = own.select(split.indices(Part.TRAINING));
    Pixels test = own.select(split.indices(Part.TEST));
    Pixels fresh =
        learner.pixels(
            phantoms(
                    PhantomSettings.defaults().withImages(FRESH_IMAGES),
                    new Seed(seed.derive("fresh phantoms")),
                    folder.resolve("fresh"))
                .images());
    System.out.printf("| %d ", seed.value());
    for (Pixels labelled :
        List.of(
            training, Relabelled.permuted(training, seed), Relabelled.balanced(training, seed))) {
      Weights weights = learner.train(labelled, seed);
      System.out.printf("| %.3f | %.3f ", auc(weights, test), auc(weights, fresh));
    }
    System.out.println("|");
  }

  private static Dataset phantoms(PhantomSettings settings, Seed seed, Path folder)
      throws Exception {
    PhantomGenerator.generate(settings, seed, folder, done -> {});
    return PhantomData.read(folder, seed);
  }

  private double auc(Weights weights, Pixels test) throws Exception {
    try (Predictor predictor =
        new Predictor(
            learner.runtime(), learner.recipe().network(), weights, test.width(), test.height())) {
      return Learner.auc(test, predictor.predict(test));
    }
  }

  /** The same images with other labels. */
  private record Relabelled(Pixels images, List<Integer> labels) implements Pixels {
    static Relabelled permuted(Pixels images, Seed seed) {
      List<Integer> labels =
          new ArrayList<>(IntStream.range(0, images.size()).mapToObj(images::label).toList());
      Collections.shuffle(labels, new Random(seed.derive("permuted labels")));
      return new Relabelled(images, labels);
    }

    static Relabelled balanced(Pixels images, Seed seed) {
      List<Integer> shuffled = new ArrayList<>(IntStream.range(0, images.size()).boxed().toList());
      Collections.shuffle(shuffled, new Random(seed.derive("balanced labels")));
      int[] seen = new int[2];
      Integer[] labels = new Integer[images.size()];
      for (int index : shuffled) {
        labels[index] = seen[images.label(index)]++ % 2;
      }
      return new Relabelled(images, List.of(labels));
    }

    @Override
    public int size() {
      return images.size();
    }

    @Override
    public int width() {
      return images.width();
    }

    @Override
    public int height() {
      return images.height();
    }

    @Override
    public int label(int index) {
      return labels.get(index);
    }

    @Override
    public void read(int index, byte[] target) {
      images.read(index, target);
    }
  }
}
