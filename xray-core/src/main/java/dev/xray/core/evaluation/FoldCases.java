package dev.xray.core.evaluation;

import java.util.List;

/**
 * What one model of a cross-validation says of images that it has not learned from.
 *
 * @param repeat from 1
 * @param fold from 1
 * @param name of the fold: its number, or the name of the source that was left out
 * @param images which images they are: positions in the data set
 * @param cases one for each of them
 */
public record FoldCases(int repeat, int fold, String name, List<Integer> images, List<Case> cases) {
  /** Copies the lists and checks that they fit. */
  public FoldCases {
    images = List.copyOf(images);
    cases = List.copyOf(cases);
    if (images.size() != cases.size()) {
      throw new IllegalArgumentException(images.size() + " images, " + cases.size() + " cases");
    }
  }
}
