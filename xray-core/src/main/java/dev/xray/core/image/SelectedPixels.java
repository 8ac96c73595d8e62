package dev.xray.core.image;

import java.util.List;

/** Some of other pixels, in an order of their own. */
final class SelectedPixels implements Pixels {
  private final Pixels all;
  private final int[] indices;

  SelectedPixels(Pixels all, List<Integer> indices) {
    this.all = all;
    this.indices = indices.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public int size() {
    return indices.length;
  }

  @Override
  public int width() {
    return all.width();
  }

  @Override
  public int height() {
    return all.height();
  }

  @Override
  public int label(int index) {
    return all.label(indices[index]);
  }

  @Override
  public void read(int index, byte[] target) {
    all.read(indices[index], target);
  }
}
