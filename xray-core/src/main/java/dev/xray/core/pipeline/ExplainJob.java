package dev.xray.core.pipeline;

import dev.xray.core.SettingException;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.explanation.MapMethod;
import dev.xray.core.explanation.OcclusionSettings;
import dev.xray.core.runtime.RuntimeSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to explain; can be written to and read from JSON.
 *
 * @param own the job whose own model and test set are explained; empty where images are named
 * @param model the model bundle that explains images that are named; empty with {@code own}
 * @param inputs image files, folders (searched recursively) or globs; empty with {@code own}
 * @param folder where explanations are written
 * @param method key of a {@link MapMethod}
 * @param most number of images that are shown at most, at least 1
 * @param occlusion how patches are covered
 * @param masks folder with {@code lungs/} and {@code lesions/}; empty: where the job's audit looks
 *     for them, else beside the images; see {@link MaskFinder}
 * @param seed of the random weights of the sanity check
 * @param runtime device, threads, oneDNN
 */
public record ExplainJob(
    Optional<Job> own,
    Optional<Path> model,
    List<String> inputs,
    Path folder,
    String method,
    int most,
    OcclusionSettings occlusion,
    Optional<Path> masks,
    long seed,
    RuntimeSettings runtime) {
  /** Images that are shown unless told otherwise. */
  public static final int MOST = 24;

  /** Checks that there is either a job or a model with images. */
  public ExplainJob {
    inputs = List.copyOf(inputs);
    if (own.isPresent() == model.isPresent()) {
      throw new IllegalArgumentException("either a job or a model");
    }
  }

  /** Where masks are. */
  MaskFinder finder() throws SettingException {
    if (masks.isPresent()) {
      return MaskFinder.in(masks.get());
    }
    return own.isPresent() ? own.get().audit().masks() : MaskFinder.besideImages();
  }

  /**
   * Checks the settings as far as that is possible without the model.
   *
   * @throws SettingException naming the first one that cannot be used
   */
  public void validate() throws SettingException {
    MapMethod.named(method);
    runtime.validate();
    if (most < 1) {
      throw new SettingException(
          "explanation.most", "is " + most + ", but must be at least 1 image.");
    }
    if (masks.isPresent() && !masks.get().toFile().isDirectory()) {
      throw new SettingException(
          "explanation.masks",
          "is "
              + masks.get()
              + ", but there is no such folder. It holds lungs/ and lesions/ with PNG files named"
              + " as the images.");
    }
  }
}
