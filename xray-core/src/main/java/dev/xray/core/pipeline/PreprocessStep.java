package dev.xray.core.pipeline;

import dev.xray.core.XrayException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.image.PixelCache;
import dev.xray.core.image.Pixels;
import dev.xray.core.image.PreprocessedImages;
import dev.xray.core.image.Preprocessing;
import java.io.IOException;
import java.util.List;

/**
 * From image files to what the network sees, all parts at once: a broken test image fails before
 * training.
 */
final class PreprocessStep {
  private PreprocessStep() {}

  static PreprocessedImages run(
      CheckedJob job, Preprocessing preprocessing, Dataset dataset, XrayListener listener)
      throws XrayException, IOException {
    return run(job, preprocessing, dataset.images(), dataset.classes(), listener);
  }

  /** Of a part of the split alone, in its order. */
  static Pixels run(
      CheckedJob job,
      Preprocessing preprocessing,
      Prepared prepared,
      Part part,
      XrayListener listener)
      throws XrayException, IOException {
    Classes classes = prepared.dataset().classes();
    return run(job, preprocessing, prepared.images(part), classes, listener).pixels();
  }

  private static PreprocessedImages run(
      CheckedJob job,
      Preprocessing preprocessing,
      List<LabeledImage> images,
      Classes classes,
      XrayListener listener)
      throws XrayException, IOException {
    Decoders.load(job, images);
    return new PixelCache(job.records())
        .read(
            preprocessing,
            images,
            classes,
            job.job().runtime().threads(),
            done -> listener.progress("Preprocessing", done, images.size()));
  }
}
