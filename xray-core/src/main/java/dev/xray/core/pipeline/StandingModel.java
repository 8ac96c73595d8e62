package dev.xray.core.pipeline;

import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.training.History;
import java.io.IOException;
import java.util.Optional;

/**
 * The model that an earlier run left in its folder.
 *
 * @param kept what was trained, if it is what training would give now
 * @param packaged digest of what decided its bundle
 * @param reason why it will not do, to follow "Training, since"; empty if it will
 */
record StandingModel(Optional<Kept> kept, String packaged, String reason) {
  /**
   * Looks at a folder.
   *
   * @param digest of the training that is asked for
   */
  static StandingModel of(Workspace files, String digest) throws IOException {
    Stamp stamp;
    try {
      stamp = Stamp.read(files.modelStamp());
    } catch (XrayException e) {
      return unusable("there is no finished model yet");
    }
    try {
      stamp.verify(files.modelStamp(), files.bundle());
      stamp.verify(files.modelStamp(), files.history());
      stamp.verify(files.modelStamp(), files.trainingRecord());
      Kept kept =
          new Kept(
              ModelBundle.read(files.bundle()),
              Json.read(files.history(), History.class),
              Json.read(files.trainingRecord(), TrainingRecord.class));
      if (!kept.bundle().description().trainingDigest().equals(digest)) {
        return unusable("data, settings, seed or versions are not the model's");
      }
      return new StandingModel(Optional.of(kept), intact(files, stamp), "");
    } catch (XrayException e) {
      return unusable("the model that is there cannot be used: " + e.getMessage());
    }
  }

  /** Whether the files around the weights are also what they would be now. */
  boolean isPackagedAs(String digest) {
    return packaged.equals(digest);
  }

  /** The stamp's inputs, or nothing if a file that is easily made again was lost. */
  private static String intact(Workspace files, Stamp stamp) {
    try {
      stamp.verify(files.modelStamp(), files.learningCurve());
      return stamp.inputs();
    } catch (XrayException e) {
      return "";
    }
  }

  private static StandingModel unusable(String reason) {
    return new StandingModel(Optional.empty(), "", reason);
  }
}
