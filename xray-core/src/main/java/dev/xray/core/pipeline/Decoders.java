package dev.xray.core.pipeline;

import dev.xray.core.XrayException;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.util.List;

/** Who decodes the images of a job. */
final class Decoders {
  private Decoders() {}

  /**
   * Loads TensorFlow before JPEG files are decoded, whatever comes later: it decodes them faster
   * than OpenCV does, and of a damaged file it makes slightly other pixels, which must not depend
   * on which goal saw it first. Where it cannot be loaded OpenCV decodes them, and nothing is
   * trained.
   */
  static void load(CheckedJob job, List<LabeledImage> images) {
    if (images.stream().noneMatch(image -> ImageCodec.isNamedJpeg(image.file()))) {
      return;
    }
    try {
      TensorFlowRuntime.load(job.job().runtime());
    } catch (XrayException e) {
      // Whoever trains or predicts is told.
    }
  }
}
