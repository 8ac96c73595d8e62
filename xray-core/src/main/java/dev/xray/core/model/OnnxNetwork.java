package dev.xray.core.model;

import ai.onnxruntime.OrtException;
import dev.xray.core.XrayException;
import java.util.Optional;

/**
 * A model in ONNX Runtime: what {@link XrayClassifier} computes with for {@link
 * Engine#ONNX_RUNTIME}, for pixels that are preprocessed already. Thread-safe. Owns native memory
 * and threads: close it. ONNX Runtime is an optional dependency: without it this class cannot be
 * loaded.
 *
 * <p>Images that are large enough for it are cut into strips, which the threads compute side by
 * side; other numbers of threads may make other strips. On one machine with one number of threads,
 * the same call gives the same probabilities, bit for bit.
 */
public final class OnnxNetwork implements AutoCloseable {
  private final OnnxEngine engine;

  private OnnxNetwork(OnnxEngine engine) {
    this.engine = engine;
  }

  /**
   * Loads a model.
   *
   * @param bundle whose weights are copied; the bundle itself is not kept
   * @param threads for one call, at least 1; one less is started, as daemons
   * @throws XrayException if ONNX Runtime's native library cannot be loaded
   * @throws NoClassDefFoundError if ONNX Runtime is not on the class path
   */
  public static OnnxNetwork of(ModelBundle bundle, int threads) throws XrayException {
    ModelDescription description = bundle.description();
    Optional<ImageStrips> strips =
        ImageStrips.of(description.network(), description.width(), description.height(), threads);
    try {
      return new OnnxNetwork(
          strips.isPresent()
              ? new OnnxStrips(bundle, strips.get(), threads)
              : new OnnxWhole(bundle, threads));
    } catch (OrtException | UnsatisfiedLinkError e) {
      throw new XrayException("ONNX Runtime cannot load the model: " + e.getMessage(), e);
    }
  }

  /**
   * Predicts.
   *
   * @param pixels size * height * width values in [0, 1] (may be longer), image after image, rows
   *     from the top
   * @param size number of images, at least 1
   * @return the probability of the positive class for each image
   */
  public float[] probabilities(float[] pixels, int size) {
    try {
      return engine.probabilities(pixels, size);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      engine.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    }
  }
}
