package dev.xray.core.explanation;

import java.util.List;
import java.util.Optional;

/**
 * What the maps of a model are worth.
 *
 * @param checked number of images on which the weights were randomised
 * @param found number of rightly found positives that were held against masks; 0 where no masks are
 *     known
 * @param methods one for each method that was measured
 * @param baselines what anybody reaches who never looked at the network; empty where no masks are
 *     known
 */
public record ExplanationFigures(
    int checked, int found, List<OfMethod> methods, List<Localisation.Row> baselines) {
  /** Copies the lists. */
  public ExplanationFigures {
    methods = List.copyOf(methods);
    baselines = List.copyOf(baselines);
  }

  /**
   * What the maps of a method are worth.
   *
   * @param method which
   * @param sanity whether its maps change with the weights
   * @param localisation where they point, where masks are known
   */
  public record OfMethod(
      MapMethod method, SanityCheck.Result sanity, Optional<Localisation.Row> localisation) {}
}
