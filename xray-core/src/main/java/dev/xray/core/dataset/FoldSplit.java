package dev.xray.core.dataset;

import java.util.List;

/**
 * The images of one training of a cross-validation.
 *
 * @param images positions in the data set of those that have a part, ascending
 * @param split a part for each of them
 * @param of images of the data set
 */
public record FoldSplit(List<Integer> images, Split split, int of) {
  /** Positions in the data set of the images of a part, ascending. */
  public List<Integer> indices(Part part) {
    return split.indices(part).stream().map(images::get).toList();
  }

  /** Images that have no part: others of patients who are tested. */
  public int leftOut() {
    return of - images.size();
  }

  /** The images that have a part as a data set. */
  public Dataset select(Dataset dataset) {
    return new Dataset(
        dataset.classes(), images.stream().map(dataset.images()::get).toList(), dataset.counts());
  }
}
