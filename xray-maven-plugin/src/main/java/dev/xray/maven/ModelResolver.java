package dev.xray.maven;

import dev.xray.core.SettingException;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.jspecify.annotations.Nullable;

/**
 * Finds the model that a user names: a file, a folder, or Maven coordinates {@code
 * groupId:artifactId[:extension[:classifier]]:version}, which are resolved as Maven resolves
 * dependencies, with its repositories, mirrors, credentials and {@code -o}. Coordinates without
 * classifier mean the artifact of classifier {@code model}, or where there is none, the main one.
 */
final class ModelResolver {
  private static final Pattern COORDINATES = Pattern.compile("[^:\\s/\\\\]+(:[^:\\s/\\\\]+){2,4}");
  private static final String CLASSIFIER = "model";

  private final RepositorySystem system;
  private final AbstractXrayMojo mojo;

  ModelResolver(RepositorySystem system, AbstractXrayMojo mojo) {
    this.system = system;
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
    } catch (java.nio.file.InvalidPathException e) {
      return null;
    }
  }

  private Path fetch(String coordinates) throws SettingException {
    Artifact wanted = newest(new DefaultArtifact(coordinates));
    List<Artifact> candidates = new ArrayList<>();
    if (wanted.getClassifier().isEmpty() && coordinates.split(":").length == 3) {
      candidates.add(
          new DefaultArtifact(
              wanted.getGroupId(), wanted.getArtifactId(), CLASSIFIER, "jar", wanted.getVersion()));
    }
    candidates.add(wanted);
    List<String> failures = new ArrayList<>();
    for (Artifact candidate : candidates) {
      try {
        File file =
            system
                .resolveArtifact(session(), new ArtifactRequest(candidate, repositories(), "xray"))
                .getArtifact()
                .getFile();
        mojo.getLog().info("Model " + candidate + " is " + file);
        return file.toPath();
      } catch (ArtifactResolutionException e) {
        mojo.getLog().debug(e);
        failures.add(candidate.toString());
      }
    }
    throw notFound(coordinates, failures);
  }

  /** Highest version of a range. */
  private Artifact newest(Artifact artifact) throws SettingException {
    if (!artifact.getVersion().startsWith("[") && !artifact.getVersion().startsWith("(")) {
      return artifact;
    }
    try {
      VersionRangeResult range =
          system.resolveVersionRange(
              session(), new VersionRangeRequest(artifact, repositories(), "xray"));
      if (range.getHighestVersion() == null) {
        throw notFound(artifact.toString(), List.of());
      }
      return artifact.setVersion(range.getHighestVersion().toString());
    } catch (VersionRangeResolutionException e) {
      mojo.getLog().debug(e);
      throw new SettingException(
          "model", "is " + artifact + ", but its version is no range: " + e.getMessage());
    }
  }

  private SettingException notFound(String coordinates, List<String> tried) {
    String places =
        repositories().stream()
            .map(repository -> repository.getId() + " (" + repository.getUrl() + ")")
            .collect(Collectors.joining(", "));
    return new SettingException(
        "model",
        "is "
            + coordinates
            + ", but there is no such artifact"
            + (tried.isEmpty() ? "" : " (tried " + String.join(" and ", tried) + ")")
            + (session().isOffline()
                ? " in the local repository, and Maven is offline (-o)."
                : " in the local repository, nor in "
                    + places
                    + ". Check the version, and the repositories and credentials of your settings;"
                    + " -U asks again for what was not there before."));
  }

  private RepositorySystemSession session() {
    return mojo.session().getRepositorySession();
  }

  private List<RemoteRepository> repositories() {
    return mojo.project().getRemoteProjectRepositories();
  }
}
