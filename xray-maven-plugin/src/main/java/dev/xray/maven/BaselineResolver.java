package dev.xray.maven;

import dev.xray.core.SettingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.jspecify.annotations.Nullable;

/**
 * Finds the evaluation with which this build is compared: the newest release of this project, a
 * version of it, any other by its coordinates, or a file.
 */
final class BaselineResolver {
  private static final String SETTING = "baseline";
  private static final String EVALUATION = "evaluation";
  private static final String PREDICTIONS = "predictions";

  private final Artifacts artifacts;
  private final AbstractXrayMojo mojo;
  private final String name;

  /**
   * Constructs a resolver.
   *
   * @param name of the model; its evaluation's classifier follows from it, see {@link Attachments}
   */
  BaselineResolver(RepositorySystem system, AbstractXrayMojo mojo, String name) {
    this.artifacts = new Artifacts(system, mojo, SETTING);
    this.mojo = mojo;
    this.name = name;
  }

  /**
   * The evaluation that is named.
   *
   * @param baseline nothing or empty: the newest release of this project, that is its highest
   *     version that is neither a snapshot nor the one being built; a version of this project;
   *     coordinates {@code groupId:artifactId[:json:classifier]:version}; an {@code
   *     evaluation.json} or its folder
   * @return empty only if nothing is named and there is no release yet, which it says in the log
   * @throws SettingException for the setting {@code baseline}, if what is named is not there, or it
   *     cannot be told whether there is a release
   */
  Optional<Baseline> resolve(@Nullable String baseline) throws SettingException {
    if (baseline == null || baseline.isBlank()) {
      return newestRelease();
    }
    String wanted = baseline.trim();
    Optional<Path> path = path(wanted).filter(Files::exists);
    if (path.isPresent()) {
      return Optional.of(file(path.get()));
    }
    if (ModelResolver.COORDINATES.matcher(wanted).matches()) {
      return Optional.of(fetch(wanted, new DefaultArtifact(wanted)));
    }
    if (wanted.contains("/") || wanted.contains("\\") || wanted.endsWith(".json")) {
      throw new SettingException(
          SETTING,
          "is " + path(wanted).map(Path::toString).orElse(wanted) + ", but there is no such file.");
    }
    return Optional.of(own(wanted));
  }

  private Baseline file(Path path) throws SettingException {
    Baseline found = Baseline.of(path);
    if (!Files.isRegularFile(found.evaluation())) {
      throw new SettingException(
          SETTING, "is " + path + ", but that folder holds no evaluation.json.");
    }
    return found;
  }

  private Optional<Baseline> newestRelease() throws SettingException {
    String project = mojo.project().getGroupId() + ":" + mojo.project().getArtifactId();
    List<String> releases =
        artifacts.releases(
            mojo.project().getGroupId(),
            mojo.project().getArtifactId(),
            mojo.project().getVersion());
    if (releases.isEmpty()) {
      mojo.getLog()
          .info(
              "There is no release of "
                  + project
                  + " yet, neither in the local repository nor in "
                  + artifacts.places()
                  + ".");
      return Optional.empty();
    }
    return Optional.of(own(releases.get(releases.size() - 1)));
  }

  private Baseline own(String version) throws SettingException {
    String project = mojo.project().getGroupId() + ":" + mojo.project().getArtifactId();
    if (mojo.pom().isEmpty()) {
      throw new SettingException(
          SETTING,
          "is the version " + version + ", but there is no POM that says of which project.");
    }
    return fetch(project + ":" + version, new DefaultArtifact(project + ":" + version));
  }

  private Baseline fetch(String wanted, Artifact named) throws SettingException {
    Artifact artifact = artifacts.pinned(named);
    Artifact evaluation = artifacts.first(wanted, candidates(artifact)).artifact();
    String classifier = evaluation.getClassifier();
    String prefix = classifier.substring(0, classifier.length() - EVALUATION.length());
    String origin =
        evaluation.getGroupId() + ":" + evaluation.getArtifactId() + ":" + evaluation.getVersion();
    Optional<Path> predictions = artifacts.find(with(evaluation, prefix + PREDICTIONS, "csv"));
    return new Baseline(origin, evaluation.getFile().toPath(), predictions);
  }

  /** A project of one model has the plain classifier; of several models, the one of this name. */
  private List<Artifact> candidates(Artifact artifact) throws SettingException {
    if (!artifact.getClassifier().isEmpty()) {
      if (!artifact.getClassifier().endsWith(EVALUATION)) {
        throw new SettingException(
            SETTING,
            "has the classifier "
                + artifact.getClassifier()
                + ", but an evaluation's classifier is evaluation or <name>-evaluation.");
      }
      return List.of(artifact);
    }
    List<Artifact> candidates = new ArrayList<>();
    if (!name.equals(artifact.getArtifactId())) {
      candidates.add(with(artifact, name + "-" + EVALUATION, "json"));
    }
    if (!isOwn(artifact) || candidates.isEmpty()) {
      candidates.add(with(artifact, EVALUATION, "json"));
    }
    return candidates;
  }

  /** Of this very project; there the plain classifier is another model's than a named one's. */
  private boolean isOwn(Artifact artifact) {
    return artifact.getGroupId().equals(mojo.project().getGroupId())
        && artifact.getArtifactId().equals(mojo.project().getArtifactId());
  }

  private static Artifact with(Artifact artifact, String classifier, String extension) {
    return new DefaultArtifact(
        artifact.getGroupId(),
        artifact.getArtifactId(),
        classifier,
        extension,
        artifact.getVersion());
  }

  private Optional<Path> path(String wanted) {
    try {
      return Optional.of(mojo.directory().resolve(wanted));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
