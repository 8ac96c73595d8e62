package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.explanation.ExplanationFigures;
import dev.xray.core.explanation.MapMethod;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that the report of explanations shows.
 *
 * @param name of the model
 * @param classes the two classes
 * @param method how the maps were made
 * @param settings of the method, by their dotted names
 * @param threshold above which a probability is positive
 * @param images in the order in which they are shown
 * @param of number of images of which these are some
 * @param figures what the maps are worth
 * @param digests of model and data
 */
public record ExplanationData(
    String name,
    Classes classes,
    MapMethod method,
    Map<String, String> settings,
    double threshold,
    List<ExplainedImage> images,
    int of,
    ExplanationFigures figures,
    Map<String, String> digests) {
  /** Copies the collections. */
  public ExplanationData {
    settings = new TreeMap<>(settings);
    images = List.copyOf(images);
    digests = new TreeMap<>(digests);
  }
}
