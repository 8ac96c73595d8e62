package dev.xray.core.audit.probe;

import dev.xray.core.codec.GreyImage;
import dev.xray.core.image.Pixels;
import java.util.function.UnaryOperator;

/**
 * Images that are changed when they are read, so that no changed image is kept.
 *
 * @param images as they are
 * @param change of each, to an image of the same size; called from several threads
 */
record ChangedPixels(Pixels images, UnaryOperator<GreyImage> change) implements Pixels {
  @Override
  public int size() {
    return images.size();
  }

  @Override
  public int width() {
    return images.width();
  }

  @Override
  public int height() {
    return images.height();
  }

  @Override
  public int label(int index) {
    return images.label(index);
  }

  @Override
  public void read(int index, byte[] target) {
    byte[] own = new byte[images.width() * images.height()];
    images.read(index, own);
    byte[] changed = change.apply(new GreyImage(images.width(), images.height(), own)).pixels();
    System.arraycopy(changed, 0, target, 0, changed.length);
  }
}
