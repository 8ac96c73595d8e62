package dev.xray.core.pipeline;

import dev.xray.core.XrayException;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.image.PreprocessedImages;
import dev.xray.core.image.Preprocessing;
import dev.xray.core.image.Preprocessor;
import java.io.IOException;

/**
 * From image files to what the network sees, all parts at once: a broken test image fails before
 * training.
 */
final class PreprocessStep {
  private PreprocessStep() {}

  static PreprocessedImages run(
      CheckedJob job, Preprocessing preprocessing, Dataset dataset, XrayListener listener)
      throws XrayException, IOException {
    int of = dataset.images().size();
    return new Preprocessor(preprocessing)
        .applyAll(
            dataset.images(),
            dataset.classes(),
            job.job().runtime().threads(),
            done -> listener.progress("Preprocessing", done, of));
  }
}
