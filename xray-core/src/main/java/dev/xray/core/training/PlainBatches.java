package dev.xray.core.training;

import dev.xray.core.image.Pixels;
import dev.xray.core.network.NetworkSummary;
import java.util.function.Consumer;

/** All images in their order, without augmentation, in batches for prediction. */
final class PlainBatches {
  private PlainBatches() {}

  /**
   * Hands one batch after another to a consumer; it is reused after each call.
   *
   * @param atOnce images in a batch, as {@link NetworkSummary#imagesAtOnce()} says
   */
  static void forEach(Pixels pixels, int atOnce, Consumer<Batch> consumer) {
    byte[] image = new byte[pixels.width() * pixels.height()];
    Batch batch = new Batch(Math.max(1, Math.min(atOnce, pixels.size())), image.length);
    for (int first = 0; first < pixels.size(); first += atOnce) {
      int size = Math.min(atOnce, pixels.size() - first);
      for (int i = 0; i < size; i++) {
        pixels.read(first + i, image);
        scale(image, batch.pixels(), i * image.length);
        batch.labels()[i] = pixels.label(first + i);
        batch.lossWeights()[i] = 1;
      }
      batch.size(size);
      consumer.accept(batch);
    }
  }

  private static void scale(byte[] image, float[] target, int offset) {
    for (int i = 0; i < image.length; i++) {
      target[offset + i] = (image[i] & 0xFF) / 255f;
    }
  }
}
