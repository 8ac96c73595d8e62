package dev.xray.maven;

import dev.xray.core.XrayException;
import dev.xray.core.pipeline.VerifyJob;
import dev.xray.maven.launcher.WorkerException;
import dev.xray.maven.worker.WorkerTask;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a model on this machine: checks every file against its sum, runs the golden inputs that
 * travel with the model through preprocessing and network, and fails if pixels or probabilities
 * differ by more than the tolerances. Needs no POM.
 */
// The project's own dependencies play no part: the worker runs on the plugin's.
@Mojo(
    name = "verify-model",
    defaultPhase = LifecyclePhase.INTEGRATION_TEST,
    requiresProject = false,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class VerifyModelMojo extends AbstractXrayMojo {
  private final RepositorySystem repositorySystem;

  /** Name of the project's model; says where it is looked for if {@code model} is not set. */
  @Parameter(property = "xray.name", defaultValue = "${project.artifactId}")
  private String name = "";

  /**
   * The model: a bundle as made by the goal train, a folder with its content, or Maven coordinates
   * {@code groupId:artifactId:version}; by default the one that this project trained.
   */
  @Parameter(property = "xray.model")
  @Nullable
  private String model;

  /** Largest difference of a preprocessed pixel that passes, in grey levels. */
  @Parameter(property = "xray.pixelTolerance", defaultValue = "" + VerifyJob.PIXEL_TOLERANCE)
  private int pixelTolerance = VerifyJob.PIXEL_TOLERANCE;

  /** Largest difference of a probability that passes. */
  @Parameter(
      property = "xray.probabilityTolerance",
      defaultValue = "" + VerifyJob.PROBABILITY_TOLERANCE)
  private double probabilityTolerance = VerifyJob.PROBABILITY_TOLERANCE;

  /**
   * Where {@code verification.json} is written; by default <code>
   * ${project.build.directory}/xray/&lt;name&gt;/verification</code>, without a POM <code>
   * target/xray/verification</code>.
   */
  @Parameter(property = "xray.verification.outputDirectory")
  @Nullable
  private File outputDirectory;

  /** Skips this goal. */
  @Parameter(property = "xray.verify-model.skip", defaultValue = "false")
  private boolean skipVerifyModel;

  @Inject
  VerifyModelMojo(RepositorySystem repositorySystem) {
    this.repositorySystem = repositorySystem;
  }

  @Override
  boolean skipsGoal() {
    return skipVerifyModel;
  }

  @Override
  void run() throws XrayException, WorkerException, IOException, InterruptedException {
    VerifyJob job = job();
    work(new WorkerTask.VerifyModel(job), job.runtime(), job.folder());
  }

  /** The job, checked as far as possible without a native library. */
  VerifyJob job() throws XrayException {
    VerifyJob job =
        new VerifyJob(
            new ModelResolver(repositorySystem, this).resolve(model, name),
            pixelTolerance,
            probabilityTolerance,
            folder(),
            runtime());
    job.validate();
    return job;
  }

  private Path folder() {
    if (outputDirectory != null) {
      return outputDirectory.toPath();
    }
    Path parent = pom().isEmpty() ? buildDirectory() : buildDirectory().resolve(name);
    return parent.resolve("verification");
  }
}
