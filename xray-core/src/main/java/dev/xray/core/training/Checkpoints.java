package dev.xray.core.training;

import dev.xray.core.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where and how often a training run saves itself. The folder holds one file, {@code
 * training.checkpoint}, which is replaced atomically.
 *
 * @param folder is made when needed
 * @param every epochs between checkpoints, at least 1; one is also written after the last epoch
 * @param inputsDigest of everything that the run depends on; a checkpoint with another is ignored
 */
public record Checkpoints(Path folder, int every, String inputsDigest) {
  /** The file. */
  public Path file() {
    return folder.resolve("training.checkpoint");
  }

  /** Deletes the file, if there is one. */
  public void delete() throws IOException {
    Files.deleteIfExists(file());
  }

  void validate() throws SettingException {
    if (every < 1) {
      throw new SettingException("checkpointEvery", "is " + every + ", but must be at least 1.");
    }
  }

  boolean due(int epoch) {
    return epoch % every == 0;
  }
}
