package dev.xray.core.training;

/** Sums up loss and accuracy over batches. */
final class Tally {
  private double loss;
  private int right;
  private int images;

  /** Adds a batch's images. */
  void add(float[] logits, Batch batch) {
    for (int i = 0; i < batch.size(); i++) {
      loss += batch.lossWeights()[i] * CrossEntropy.of(logits[i], batch.labels()[i]);
      right += CrossEntropy.right(logits[i], batch.labels()[i]) ? 1 : 0;
      images++;
    }
  }

  int images() {
    return images;
  }

  /** Mean over the images of weight times loss, as Keras reports it. */
  double loss() {
    return loss / images;
  }

  /** Share of images classified rightly. */
  double accuracy() {
    return (double) right / images;
  }
}
