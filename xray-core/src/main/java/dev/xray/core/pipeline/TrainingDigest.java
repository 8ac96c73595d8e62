package dev.xray.core.pipeline;

import dev.xray.core.dataset.DatasetManifest;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.runtime.RuntimeKey;

/**
 * Everything on which trained weights depend, and nothing else: the same digest means the same
 * weights, so that a model with it need not be trained again, and a checkpoint with it can be
 * resumed.
 *
 * @param xray version of this library
 * @param data digest of pictures, labels and parts, see {@link DatasetManifest#trainingDigest}
 * @param recipe every setting, but for thresholds and calibration, which training does not see
 * @param seed the one seed
 * @param runtime versions, platform, device, threads, oneDNN
 */
record TrainingDigest(String xray, String data, Recipe recipe, long seed, RuntimeKey runtime) {
  /** SHA-256 of the JSON of all components, lower-case hex. */
  static String of(CheckedJob job, Prepared prepared, RuntimeKey runtime) {
    TrainingDigest inputs =
        new TrainingDigest(
            Versions.xray(),
            prepared.manifest().trainingDigest(),
            job.recipe().ofTraining(),
            job.seed().value(),
            runtime);
    return Hashes.sha256OfJson(inputs);
  }
}
