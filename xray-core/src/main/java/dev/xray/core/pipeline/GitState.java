package dev.xray.core.pipeline;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The commit that a model was trained at.
 *
 * @param commit its id, lower-case hex
 * @param dirty whether tracked files differ from it
 */
public record GitState(String commit, boolean dirty) {
  /**
   * The state of the repository around a folder; empty where there is none, or it has no commit.
   */
  static Optional<GitState> of(Path folder, XrayListener listener) {
    try {
      return GitReader.read(folder, listener);
    } catch (NoClassDefFoundError e) {
      // JGit is an optional dependency.
      listener.warning(
          "training.json will name no commit: org.eclipse.jgit is not on the class path.");
      return Optional.empty();
    }
  }
}
