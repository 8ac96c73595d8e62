package dev.xray.core.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Reads a {@link GitState}; apart from it, since JGit may not be on the class path. */
final class GitReader {
  private GitReader() {}

  /** See {@link GitState#of}. */
  static Optional<GitState> read(Path folder, XrayListener listener) {
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile());
    if (builder.getGitDir() == null) {
      return Optional.empty();
    }
    try (Repository repository = builder.build();
        Git git = new Git(repository)) {
      ObjectId head = repository.resolve(Constants.HEAD);
      return head == null
          ? Optional.empty()
          : Optional.of(new GitState(head.name(), git.status().call().hasUncommittedChanges()));
    } catch (IOException | GitAPIException | RuntimeException e) {
      listener.warning(
          "training.json will name no commit: git's state cannot be read (" + e + ").");
      return Optional.empty();
    }
  }
}
