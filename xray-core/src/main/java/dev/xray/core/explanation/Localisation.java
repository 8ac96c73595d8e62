package dev.xray.core.explanation;

import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.ImageMeans;
import dev.xray.core.evaluation.ImageMeans.OfImage;
import dev.xray.core.explanation.HeatMap.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * How well maps agree with masks, beside what anybody would reach who never looked at the network.
 * Measured on images whose lesions are known: the pointing game (Zhang et al. 2016, ECCV), hit
 * where the highest point of a map lies on the target within {@value MaskedMap#TOLERANCE} of the
 * shorter side, and the share of what speaks for the positive class that lies on the target.
 */
public final class Localisation {
  /** Name of a row of {@link #baselines}. */
  public static final String RANDOM_IN_LUNGS = "A random point in the lungs";

  private Localisation() {}

  /**
   * An image with its masks.
   *
   * @param masks on the network's input
   * @param patient where known
   */
  public record Known(Masks masks, Optional<String> patient) {}

  /**
   * What one way to point reaches.
   *
   * @param name of the way, for a reader
   * @param lesionHits share of the images whose highest point lies on a lesion
   * @param lungHits share of the images whose highest point lies in the lungs
   * @param lesionShare mean share of what speaks for the positive class that lies on lesions
   * @param lungShare mean share of what speaks for the positive class that lies in the lungs
   */
  public record Row(
      String name,
      Estimate lesionHits,
      Estimate lungHits,
      Estimate lesionShare,
      Estimate lungShare) {}

  /**
   * What the maps of a method reach.
   *
   * @param name of the method, for a reader
   * @param images with their masks; those without one of the masks are left out where it is needed
   * @param maps of the images, in the same order
   */
  public static Row of(String name, List<Known> images, List<HeatMap> maps) {
    return new Row(
        name,
        hits(images, maps, Masks::lesions),
        hits(images, maps, Masks::lungs),
        shares(images, maps, Masks::lesions),
        shares(images, maps, Masks::lungs));
  }

  /**
   * A point anywhere in the image, a point anywhere in the lungs, and the centre of both lungs. Of
   * a random point the exact probability of a hit stands for each image.
   */
  public static List<Row> baselines(List<Known> images) {
    return List.of(
        new Row(
            "A random point",
            means(
                images,
                Masks::lesions,
                (masks, target) -> OptionalDouble.of(reach(target).share())),
            means(
                images, Masks::lungs, (masks, target) -> OptionalDouble.of(reach(target).share())),
            means(images, Masks::lesions, (masks, target) -> OptionalDouble.of(target.share())),
            means(images, Masks::lungs, (masks, target) -> OptionalDouble.of(target.share()))),
        new Row(
            RANDOM_IN_LUNGS,
            inLungs(images, Masks::lesions, (target, lungs) -> reach(target).shareOf(lungs)),
            inLungs(images, Masks::lungs, (target, lungs) -> reach(target).shareOf(lungs)),
            inLungs(images, Masks::lesions, Mask::shareOf),
            inLungs(images, Masks::lungs, Mask::shareOf)),
        new Row(
            "The lungs' centre",
            inLungs(images, Masks::lesions, Localisation::centreHits),
            inLungs(images, Masks::lungs, Localisation::centreHits),
            inLungs(images, Masks::lesions, Localisation::centreOn),
            inLungs(images, Masks::lungs, Localisation::centreOn)));
  }

  private static Mask reach(Mask target) {
    return target.grown(MaskedMap.tolerance(target));
  }

  private static double centreHits(Mask target, Mask lungs) {
    return MaskedMap.hits(lungs.centre(), target) ? 1 : 0;
  }

  private static double centreOn(Mask target, Mask lungs) {
    Point centre = lungs.centre();
    int x = (int) Math.round(centre.x());
    int y = (int) Math.round(centre.y());
    return target.inside()[y * target.width() + x] ? 1 : 0;
  }

  private static Estimate hits(
      List<Known> images, List<HeatMap> maps, Function<Masks, Optional<Mask>> target) {
    return ImageMeans.share(
        ofMaps(images, maps, target, map -> OptionalDouble.of(map.hit() ? 1 : 0)));
  }

  private static Estimate shares(
      List<Known> images, List<HeatMap> maps, Function<Masks, Optional<Mask>> target) {
    return ImageMeans.mean(ofMaps(images, maps, target, MaskedMap::share), 0, 1);
  }

  private static List<OfImage> ofMaps(
      List<Known> images,
      List<HeatMap> maps,
      Function<Masks, Optional<Mask>> target,
      Function<MaskedMap, OptionalDouble> value) {
    List<OfImage> values = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      Known image = images.get(i);
      HeatMap map = maps.get(i);
      known(image, target)
          .ifPresent(
              mask ->
                  value
                      .apply(new MaskedMap(map, mask))
                      .ifPresent(one -> values.add(new OfImage(one, image.patient()))));
    }
    return values;
  }

  private interface OfMasks {
    OptionalDouble of(Masks masks, Mask target);
  }

  private interface OfTwo {
    double of(Mask target, Mask lungs);
  }

  private static Estimate inLungs(
      List<Known> images, Function<Masks, Optional<Mask>> target, OfTwo value) {
    return means(
        images,
        target,
        (masks, mask) ->
            masks
                .lungs()
                .filter(lungs -> lungs.size() > 0)
                .map(lungs -> OptionalDouble.of(value.of(mask, lungs)))
                .orElse(OptionalDouble.empty()));
  }

  private static Estimate means(
      List<Known> images, Function<Masks, Optional<Mask>> target, OfMasks value) {
    List<OfImage> values = new ArrayList<>();
    for (Known image : images) {
      known(image, target)
          .ifPresent(
              mask ->
                  value
                      .of(image.masks(), mask)
                      .ifPresent(one -> values.add(new OfImage(one, image.patient()))));
    }
    return ImageMeans.mean(values, 0, 1);
  }

  /** A mask that is empty is no target. */
  private static Optional<Mask> known(Known image, Function<Masks, Optional<Mask>> target) {
    return target.apply(image.masks()).filter(mask -> mask.size() > 0);
  }
}
