package dev.xray.maven;

import dev.xray.core.SettingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.jspecify.annotations.Nullable;

/**
 * Finds the model that a user names: a file, a folder, or Maven coordinates {@code
 * groupId:artifactId[:extension[:classifier]]:version}, see {@link Artifacts}. Coordinates without
 * classifier mean the artifact of classifier {@code model}, or where there is none, the main one.
 */
final class ModelResolver {
  /** Coordinates of an artifact. */
  static final Pattern COORDINATES = Pattern.compile("[^:\\s/\\\\]+(:[^:\\s/\\\\]+){2,4}");

  private static final String CLASSIFIER = "model";

  private final Artifacts artifacts;
  private final AbstractXrayMojo mojo;

  ModelResolver(RepositorySystem system, AbstractXrayMojo mojo) {
    this.artifacts = new Artifacts(system, mojo, "model");
    this.mojo = mojo;
  }

  /**
   * A model that is named, or the project's own.
   *
   * @param model file, folder, coordinates or nothing
   * @param name of the project's own model
   */
  Path resolve(@Nullable String model, String name) throws SettingException {
    if (model != null) {
      return resolve(model);
    }
    if (mojo.pom().isEmpty()) {
      throw new SettingException(
          "model",
          "is missing: name the model, a jar or Maven coordinates groupId:artifactId:version.");
    }
    Path own = mojo.buildDirectory().resolve(name).resolve("model").resolve(name + "-model.jar");
    if (!own.toFile().exists()) {
      throw new SettingException(
          "model", "is " + own + ", but there is no such file: train first, or name a model.");
    }
    return own;
  }

  /** A model that is named. */
  Path resolve(String model) throws SettingException {
    Path path = path(model.trim());
    if (path != null && path.toFile().exists()) {
      return path;
    }
    if (!COORDINATES.matcher(model.trim()).matches()) {
      throw new SettingException(
          "model",
          "is "
              + (path == null ? model : path)
              + ", but there is no such file, and it does not read as Maven coordinates"
              + " groupId:artifactId:version.");
    }
    return fetch(model.trim());
  }

  private @Nullable Path path(String model) {
    try {
      return mojo.directory().resolve(model);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private Path fetch(String coordinates) throws SettingException {
    Artifact wanted = artifacts.pinned(new DefaultArtifact(coordinates));
    List<Artifact> candidates = new ArrayList<>();
    if (wanted.getClassifier().isEmpty() && coordinates.split(":").length == 3) {
      candidates.add(
          new DefaultArtifact(
              wanted.getGroupId(), wanted.getArtifactId(), CLASSIFIER, "jar", wanted.getVersion()));
    }
    candidates.add(wanted);
    Artifacts.Found found = artifacts.first(coordinates, candidates);
    mojo.getLog().info("Model " + found.artifact() + " is " + found.file());
    return found.file();
  }
}
