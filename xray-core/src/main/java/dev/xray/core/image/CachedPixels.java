package dev.xray.core.image;

import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.LabeledImage;
import java.util.List;

/** Pixels in records, which may begin with something else. */
final class CachedPixels implements Pixels {
  private final Records records;
  private final int offset;
  private final int width;
  private final int height;
  private final int[] labels;

  /**
   * Pixels of labelled images that were preprocessed.
   *
   * @param records one for each image
   * @param offset where the pixels begin in each
   * @param classes give the labels their numbers
   */
  CachedPixels(
      Records records,
      int offset,
      Preprocessing preprocessing,
      List<LabeledImage> images,
      Classes classes) {
    this.records = records;
    this.offset = offset;
    width = preprocessing.width();
    height = preprocessing.height();
    labels = images.stream().mapToInt(image -> classes.index(image.label())).toArray();
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public void read(int index, byte[] target) {
    records.get(index).get(offset, target, 0, width * height);
  }
}
