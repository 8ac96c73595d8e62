package dev.xray.maven;

import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.report.Compared;
import dev.xray.core.report.Comparison;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Compares this build's evaluation with that of the last release, or any other: figures with their
 * differences, and paired tests on the test images that both have seen; the same of external sets
 * and slices that both have. Writes {@code comparison.md} and {@code comparison.json}. Neither
 * trains nor evaluates, and fails on no difference, however large: that is what gates are for.
 */
// The project's own dependencies play no part: figures are read from files.
@Mojo(
    name = "compare",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class CompareMojo extends AbstractXrayMojo {
  private static final String HERE = "this build";

  private final RepositorySystem repositorySystem;

  /** Name of the model; says where its evaluation is looked for. */
  @Parameter(property = "xray.name", defaultValue = "${project.artifactId}")
  private String name = "";

  /**
   * What to compare with: a released version of this project, such as {@code 1.0}; the Maven
   * coordinates {@code groupId:artifactId:version} of any other; an {@code evaluation.json} or its
   * folder. By default the newest release of this project; if there is none yet, there is nothing
   * to do.
   */
  @Parameter(property = "xray.baseline")
  @Nullable
  private String baseline;

  /**
   * Where the goal evaluate has written; by default <code>
   * ${project.build.directory}/xray/&lt;name&gt;</code>. The comparison goes into {@code
   * comparison} there.
   */
  @Parameter(property = "xray.outputDirectory")
  @Nullable
  private File outputDirectory;

  /** Skips this goal. */
  @Parameter(property = "xray.compare.skip", defaultValue = "false")
  private boolean skipCompare;

  @Inject
  CompareMojo(RepositorySystem repositorySystem) {
    this.repositorySystem = repositorySystem;
  }

  @Override
  boolean skipsGoal() {
    return skipCompare;
  }

  @Override
  void run() throws XrayException, IOException {
    Comparison.clear(folder().resolve("comparison"));
    Compared current = current();
    Optional<Baseline> other = new BaselineResolver(repositorySystem, this, name).resolve(baseline);
    if (other.isEmpty()) {
      getLog().info("Nothing to compare with. To name something: -Dxray.baseline=<version>");
      return;
    }
    Comparison comparison = Comparison.of(current, read(other.get()));
    tell(comparison, comparison.write(folder().resolve("comparison")));
  }

  private Path folder() {
    return outputDirectory == null ? buildDirectory().resolve(name) : outputDirectory.toPath();
  }

  /** This build's evaluation, which must be of the model that stands beside it. */
  private Compared current() throws XrayException, IOException {
    Baseline own = Baseline.own(folder().resolve("evaluation"));
    if (!Files.isRegularFile(own.evaluation()) || own.predictions().isEmpty()) {
      throw new XrayException(
          "There is no evaluation of "
              + name
              + " in "
              + own.evaluation().getParent()
              + ". Evaluate first: mvn xray:evaluate xray:compare");
    }
    Compared current = Compared.read(HERE, own.evaluation(), own.predictions());
    Path model = folder().resolve("model").resolve(name + "-model.jar");
    String evaluated = current.evaluation().provenance().digests().get("model");
    if (Files.isRegularFile(model) && !Hashes.sha256(Files.readAllBytes(model)).equals(evaluated)) {
      throw new XrayException(
          own.evaluation()
              + " is of another model than "
              + model
              + ". Evaluate that one first: mvn xray:evaluate xray:compare");
    }
    return current;
  }

  private static Compared read(Baseline other) throws XrayException, IOException {
    return Compared.read(other.origin(), other.evaluation(), other.predictions());
  }

  private void tell(Comparison comparison, Comparison.Written written) throws IOException {
    comparison.document().warnings().forEach(getLog()::warn);
    comparison.lines().forEach(getLog()::info);
    getLog().info("Comparison: " + written.markdown());
    StepSummary.of(session().getSystemProperties()).append(comparison.markdown());
  }
}
