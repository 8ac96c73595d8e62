package dev.xray.core.dataset;

import java.util.List;
import java.util.stream.IntStream;

/**
 * On which side each image stands.
 *
 * @param parts one for each image, in the order of the images that were split
 */
public record Split(List<Part> parts) {
  /** Positions of the images of a part, ascending. */
  public List<Integer> indices(Part part) {
    return IntStream.range(0, parts.size()).filter(i -> parts.get(i) == part).boxed().toList();
  }
}
