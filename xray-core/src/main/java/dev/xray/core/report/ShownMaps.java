package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.explanation.MapMethod;
import java.util.List;

/**
 * Maps of some images.
 *
 * @param classes of the model
 * @param method by which they were made
 * @param threshold strictly above which an image is positive
 * @param images with their maps, in the order in which they are shown: errors first
 * @param of number of images of which these are some
 */
public record ShownMaps(
    Classes classes, MapMethod method, double threshold, List<ExplainedImage> images, int of) {
  /** Copies the list. */
  public ShownMaps {
    images = List.copyOf(images);
  }

  /** How many of how many. */
  String shown() {
    return images.size() == of
        ? Numbers.count(of, "image")
        : images.size() + " of " + Numbers.count(of, "image");
  }

  String scale() {
    return MapView.scale();
  }

  String positive() {
    return classes.positive();
  }

  String negative() {
    return classes.negative();
  }

  String methodName() {
    return method.text();
  }

  boolean lesionsKnown() {
    return images.stream().anyMatch(OverlayPicture::lesionsKnown);
  }

  List<MapView> views() {
    return images.stream().map(image -> MapView.of(image, this)).toList();
  }
}
