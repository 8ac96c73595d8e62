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
   * Pixels of records.
   *
   * @param records one for each image
   * @param offset where the pixels begin in each
   * @param width of each image
   * @param height of each image
   * @param labels 0 or 1, one for each image
   */
  private CachedPixels(Records records, int offset, int width, int height, int[] labels) {
    this.records = records;
    this.offset = offset;
    this.width = width;
    this.height = height;
    this.labels = labels;
  }

  /** Pixels of labelled images that were preprocessed. */
  static CachedPixels of(
      Records records,
      int offset,
      Preprocessing preprocessing,
      List<LabeledImage> images,
      Classes classes) {
    return new CachedPixels(
        records,
        offset,
        preprocessing.width(),
        preprocessing.height(),
        images.stream().mapToInt(image -> classes.index(image.label())).toArray());
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
