package dev.xray.maven;

import dev.xray.core.SettingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.model.DeploymentRepository;
import org.apache.maven.model.DistributionManagement;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.MetadataNotFoundException;
import org.eclipse.aether.version.Version;

/**
 * Artifacts by their coordinates, as Maven resolves dependencies: with its repositories, mirrors,
 * credentials and {@code -o}. The repository to which this project deploys is asked too.
 */
final class Artifacts {
  private static final String CONTEXT = "xray";
  private static final String ANY_VERSION = "[0,)";

  private final RepositorySystem system;
  private final AbstractXrayMojo mojo;
  private final String setting;

  /**
   * Constructs a resolver.
   *
   * @param setting what names the artifact, for errors, such as {@code model}
   */
  Artifacts(RepositorySystem system, AbstractXrayMojo mojo, String setting) {
    this.system = system;
    this.mojo = mojo;
    this.setting = setting;
  }

  /**
   * An artifact and its file.
   *
   * @param artifact with the version that was found for {@code RELEASE} or a range
   * @param file in the local repository
   */
  record Found(Artifact artifact, Path file) {}

  /**
   * The first that there is.
   *
   * @param wanted what the user named
   * @param candidates at least one
   * @throws SettingException if there is none of them
   */
  Found first(String wanted, List<Artifact> candidates) throws SettingException {
    List<String> failures = new ArrayList<>();
    for (Artifact candidate : candidates) {
      try {
        return resolve(candidate);
      } catch (ArtifactResolutionException e) {
        mojo.getLog().debug(e);
        failures.addAll(failures(e));
      }
    }
    throw notFound(wanted, candidates, failures);
  }

  /** An artifact that need not be there; says so where a repository could not be asked. */
  Optional<Path> find(Artifact artifact) {
    try {
      return Optional.of(resolve(artifact).file());
    } catch (ArtifactResolutionException e) {
      mojo.getLog().debug(e);
      failures(e).forEach(mojo.getLog()::warn);
      return Optional.empty();
    }
  }

  private Found resolve(Artifact artifact) throws ArtifactResolutionException {
    Artifact found =
        system
            .resolveArtifact(session(), new ArtifactRequest(artifact, repositories(), CONTEXT))
            .getArtifact();
    return new Found(found, found.getFile().toPath());
  }

  /** The highest version where a range is asked for, or else the artifact as it is. */
  Artifact pinned(Artifact artifact) throws SettingException {
    if (!artifact.getVersion().startsWith("[") && !artifact.getVersion().startsWith("(")) {
      return artifact;
    }
    Version highest = range(artifact, repositories()).getHighestVersion();
    if (highest == null) {
      throw notFound(artifact.toString(), List.of(), List.of());
    }
    return artifact.setVersion(highest.toString());
  }

  /**
   * Every release that the repositories know, oldest first: no snapshots. Their lists are asked for
   * anew each time, whatever the update policy: yesterday's newest release is not today's.
   *
   * @param except a version that is no release yet: the one being built, which Maven knows too
   * @throws SettingException if there is none, but a repository could not be asked
   */
  List<String> releases(String groupId, String artifactId, String except) throws SettingException {
    Artifact any = new DefaultArtifact(groupId, artifactId, "pom", ANY_VERSION);
    VersionRangeResult range = range(any, repositories().stream().map(Artifacts::anew).toList());
    List<String> failures =
        range.getExceptions().stream()
            .filter(e -> !(e instanceof MetadataNotFoundException))
            .map(Exception::getMessage)
            .distinct()
            .toList();
    List<String> releases =
        range.getVersions().stream()
            .map(Version::toString)
            .filter(version -> !version.endsWith("SNAPSHOT") && !version.equals(except))
            .toList();
    if (releases.isEmpty() && (session().isOffline() || !failures.isEmpty())) {
      throw new SettingException(setting, unknownVersions(groupId + ":" + artifactId, failures));
    }
    failures.forEach(mojo.getLog()::warn);
    return releases;
  }

  private VersionRangeResult range(Artifact artifact, List<RemoteRepository> repositories)
      throws SettingException {
    try {
      return system.resolveVersionRange(
          session(), new VersionRangeRequest(artifact, repositories, CONTEXT));
    } catch (VersionRangeResolutionException e) {
      mojo.getLog().debug(e);
      throw new SettingException(
          setting, "is " + artifact + ", but its version is no range: " + e.getMessage());
    }
  }

  private String unknownVersions(String project, List<String> failures) {
    return "names no version, and which releases "
        + project
        + " has cannot be told: "
        + (session().isOffline()
            ? "the local repository knows none, and Maven is offline (-o)."
            : String.join("; ", failures) + ".")
        + " Name a version that the local repository has, or an evaluation.json.";
  }

  private static RemoteRepository anew(RemoteRepository repository) {
    RepositoryPolicy policy = repository.getPolicy(false);
    return new RemoteRepository.Builder(repository)
        .setReleasePolicy(
            new RepositoryPolicy(
                policy.isEnabled(),
                RepositoryPolicy.UPDATE_POLICY_ALWAYS,
                policy.getChecksumPolicy()))
        .build();
  }

  /** Why a repository could not say whether it has an artifact. */
  private static List<String> failures(ArtifactResolutionException e) {
    return e.getResult().getExceptions().stream()
        .filter(one -> !(one instanceof ArtifactNotFoundException))
        .map(Exception::getMessage)
        .distinct()
        .toList();
  }

  private SettingException notFound(String wanted, List<Artifact> tried, List<String> failures) {
    String candidates =
        tried.stream().map(Artifact::toString).distinct().collect(Collectors.joining(" and "));
    return new SettingException(
        setting,
        "is "
            + wanted
            + ", but there is no such artifact"
            + (tried.isEmpty() ? "" : " (tried " + candidates + ")")
            + (session().isOffline()
                ? " in the local repository, and Maven is offline (-o)."
                : " in the local repository, nor in "
                    + places()
                    + ". "
                    + (failures.isEmpty() ? "" : String.join(". ", failures) + ". ")
                    + "Check the version, and the repositories and credentials of your settings;"
                    + " -U asks again for what was not there before."));
  }

  /** The repositories that are asked, for readers. */
  String places() {
    return repositories().stream()
        .map(repository -> repository.getId() + " (" + repository.getUrl() + ")")
        .collect(Collectors.joining(", "));
  }

  private RepositorySystemSession session() {
    return mojo.session().getRepositorySession();
  }

  private List<RemoteRepository> repositories() {
    List<RemoteRepository> repositories =
        new ArrayList<>(mojo.project().getRemoteProjectRepositories());
    deployment()
        .filter(own -> repositories.stream().noneMatch(one -> one.getUrl().equals(own.getUrl())))
        .ifPresent(repositories::add);
    return repositories;
  }

  /** Where this project's own releases go, with the credentials for it. */
  private Optional<RemoteRepository> deployment() {
    return Optional.ofNullable(mojo.project().getDistributionManagement())
        .map(DistributionManagement::getRepository)
        .map(
            (DeploymentRepository own) ->
                system.newDeploymentRepository(
                    session(),
                    new RemoteRepository.Builder(own.getId(), "default", own.getUrl()).build()));
  }
}
