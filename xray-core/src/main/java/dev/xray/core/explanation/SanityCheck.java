package dev.xray.core.explanation;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.ImageMeans;
import dev.xray.core.evaluation.ImageMeans.OfImage;
import dev.xray.core.network.GlorotUniform;
import dev.xray.core.network.NamedArray;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a map has anything to do with what the network learned: the sanity check of Adebayo et
 * al. (2018, NeurIPS). The weights are replaced by the random ones that a training starts from, the
 * layer nearest to the output first, then layer after layer down to the first convolution. A map
 * that stays as it was shows the picture, not the network.
 */
public final class SanityCheck {
  /**
   * Rank correlation above which a map counts as not changed when no layer is the trained one any
   * more: it then shares more than a quarter of the variance of its ranks with a map of a network
   * that learned nothing.
   */
  public static final double LIMIT = 0.5;

  /** Networks that are drawn, since one might resemble the trained one by chance. */
  static final int DRAWS = 3;

  private static final String PURPOSE = "sanity check of maps";

  private final NetworkSettings network;
  private final Weights trained;
  private final int width;
  private final int height;
  private final Seed seed;

  /** Makes the maps of the same images with any weights. */
  @FunctionalInterface
  public interface Maps {
    /** The map of each image. */
    List<HeatMap> of(Weights weights) throws SettingException;
  }

  /**
   * How alike the maps are after some layers were randomised.
   *
   * @param layer the lowest layer that is random, with all above it; such as {@code conv1}
   * @param spearman mean over the images of the rank correlation with the map before
   * @param absolute the same of the absolute values
   * @param ssim mean structural similarity
   */
  public record Stage(String layer, Estimate spearman, Estimate absolute, Estimate ssim) {}

  /**
   * What came of it.
   *
   * @param stages from the output down; in the last one every layer is random
   * @param trustworthy whether the maps changed: neither rank correlation of the last stage is
   *     above {@link #LIMIT}
   */
  public record Result(List<Stage> stages, boolean trustworthy) {
    /** When all layers are random. */
    public Stage last() {
      return stages.get(stages.size() - 1);
    }
  }

  /**
   * Constructs a check.
   *
   * @param network its shape
   * @param trained its weights
   * @param width of the images in pixels
   * @param height of the images in pixels
   * @param seed of the random weights
   */
  public SanityCheck(NetworkSettings network, Weights trained, int width, int height, Seed seed) {
    this.network = network;
    this.trained = trained;
    this.width = width;
    this.height = height;
    this.seed = seed;
  }

  /**
   * Checks a method.
   *
   * @param maps makes its maps
   * @param patients of the images, in the order of the maps
   */
  public Result check(Maps maps, List<Optional<String>> patients) throws SettingException {
    List<HeatMap> before = maps.of(trained);
    List<Weights> random = new ArrayList<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      random.add(
          GlorotUniform.weights(network, width, height, new Seed(seed.derive(PURPOSE, draw))));
    }
    List<Stage> stages = new ArrayList<>();
    for (int kept = trained.arrays().size() - 2; kept >= 0; kept -= 2) {
      Measured measured = new Measured(before.size());
      for (Weights drawn : random) {
        measured.add(before, maps.of(replaced(drawn, kept)), width, height);
      }
      stages.add(measured.stage(layer(kept), patients));
    }
    Stage last = stages.get(stages.size() - 1);
    return new Result(stages, changed(last.spearman()) && changed(last.absolute()));
  }

  private static boolean changed(Estimate similarity) {
    return !(similarity.value().orElse(1) > LIMIT);
  }

  private String layer(int array) {
    String name = trained.arrays().get(array).name();
    return name.substring(0, name.indexOf('/'));
  }

  /** The first arrays as they were trained, kernel and bias of the others as drawn. */
  private Weights replaced(Weights drawn, int kept) {
    List<NamedArray> arrays = new ArrayList<>(trained.arrays().subList(0, kept));
    arrays.addAll(drawn.arrays().subList(kept, drawn.arrays().size()));
    return new Weights(arrays);
  }

  /** Similarities of each image, summed over the draws. */
  private static final class Measured {
    private final double[] spearman;
    private final double[] absolute;
    private final double[] ssim;

    Measured(int images) {
      spearman = new double[images];
      absolute = new double[images];
      ssim = new double[images];
    }

    void add(List<HeatMap> before, List<HeatMap> after, int width, int height) {
      for (int i = 0; i < before.size(); i++) {
        HeatMap one = before.get(i);
        HeatMap other = after.get(i);
        spearman[i] += Similarity.spearman(one.values(), other.values());
        absolute[i] += Similarity.spearmanOfAbsolute(one.values(), other.values());
        ssim[i] += Similarity.ssim(one, other, width, height);
      }
    }

    Stage stage(String layer, List<Optional<String>> patients) {
      return new Stage(
          layer, mean(spearman, patients), mean(absolute, patients), mean(ssim, patients));
    }

    private static Estimate mean(double[] sums, List<Optional<String>> patients) {
      List<OfImage> values = new ArrayList<>();
      for (int i = 0; i < sums.length; i++) {
        values.add(new OfImage(sums[i] / DRAWS, patients.get(i)));
      }
      return ImageMeans.mean(values, -1, 1);
    }
  }
}
