package dev.xray.core.training;

import dev.xray.core.image.Augmenter;
import dev.xray.core.image.Pixels;

/**
 * Fills batches with augmented training images, in the order of each epoch: what {@link Trainer}
 * feeds the network, also for those who want to feed another. Not thread-safe.
 */
public final class BatchAssembler {
  private final Pixels pixels;
  private final TrainingPlan plan;
  private final Augmenter augmenter;
  private final ForeignBorder border;
  private final ClassWeights weights;
  private final byte[] image;
  private int[] order = {};
  private int orderedEpoch;

  /**
   * An assembler.
   *
   * @param pixels images to learn from
   * @param plan its seed, augmentation and batch size count
   */
  public BatchAssembler(Pixels pixels, TrainingPlan plan) {
    this.pixels = pixels;
    this.plan = plan;
    this.augmenter =
        new Augmenter(plan.augmentation(), plan.seed(), pixels.width(), pixels.height());
    this.border = new ForeignBorder(pixels, plan.augmentation(), augmenter, plan.seed());
    this.weights =
        plan.training().classWeights() ? ClassWeights.balanced(pixels) : ClassWeights.EQUAL;
    this.image = new byte[pixels.width() * pixels.height()];
  }

  /** A batch large enough for this assembler. */
  public Batch newBatch() {
    return new Batch(Math.min(plan.training().batchSize(), pixels.size()), image.length);
  }

  /** Number of batches in an epoch; the last may be partial. */
  public int batches() {
    int size = plan.training().batchSize();
    return (pixels.size() - 1) / size + 1;
  }

  /**
   * Fills a batch.
   *
   * @param epoch from 1
   * @param number of the batch in the epoch, from 0
   */
  public void fill(Batch batch, int epoch, int number) {
    int first = number * plan.training().batchSize();
    int size = Math.min(plan.training().batchSize(), pixels.size() - first);
    int[] order = order(epoch);
    for (int i = 0; i < size; i++) {
      int index = order[first + i];
      pixels.read(index, image);
      augmenter.apply(image, epoch, index, batch.pixels(), i * image.length);
      border.apply(epoch, index, batch.pixels(), i * image.length);
      batch.labels()[i] = pixels.label(index);
      batch.lossWeights()[i] = weights.of(pixels.label(index));
    }
    batch.size(size);
  }

  private int[] order(int epoch) {
    if (epoch != orderedEpoch) {
      order = EpochOrder.of(pixels.size(), epoch, plan.seed());
      orderedEpoch = epoch;
    }
    return order;
  }
}
