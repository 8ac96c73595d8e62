package dev.xray.core.dataset;

import java.util.List;

/**
 * The images that are learned from and tested on.
 *
 * @param classes the two classes
 * @param images in the order of the sources, within a source by file name
 * @param counts what each source gave
 */
public record Dataset(Classes classes, List<LabeledImage> images, List<SourceCount> counts) {
  /** Number of images of a class. */
  public int count(String label) {
    return (int) images.stream().filter(image -> image.label().equals(label)).count();
  }
}
