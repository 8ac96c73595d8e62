package dev.xray.maven;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.explanation.OcclusionSettings;
import dev.xray.core.pipeline.ExplainJob;
import dev.xray.core.pipeline.Job;
import dev.xray.maven.launcher.WorkerException;
import dev.xray.maven.worker.WorkerTask;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Shows where in images a model's score reacts: of the images that are named, with any model, or
 * else of the test set of this project's own model, errors first, after training it if it is not up
 * to date. Writes {@code explain.html}, {@code explanations.json} and pictures; attaches nothing.
 * With images and a model it needs no POM.
 */
// The project's own dependencies play no part: the worker runs on the plugin's.
@Mojo(
    name = "explain",
    requiresProject = false,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class ExplainMojo extends AbstractJobMojo {
  private final RepositorySystem repositorySystem;

  /**
   * Image files, folders (searched to the bottom) or globs such as {@code scans/*.png}; by default
   * the test set of the project's own model.
   */
  @Parameter(property = "xray.images")
  private List<String> explainedImages = List.of();

  /**
   * The model that explains {@code explainedImages}: a bundle, a folder with its content, or Maven
   * coordinates {@code groupId:artifactId:version}; by default the one that this project trained.
   */
  @Parameter(property = "xray.model")
  @Nullable
  private String model;

  /** How maps are made: {@code hires-cam}, {@code grad-cam} or {@code occlusion}. */
  @Parameter(property = "xray.method", defaultValue = "hires-cam")
  private String method = "hires-cam";

  /** Number of images that are shown at most. */
  @Parameter(property = "xray.most", defaultValue = "24")
  private int most = ExplainJob.MOST;

  /**
   * Folder with {@code lungs/} and {@code lesions/}, PNG files named as the images, white where it
   * is; by default {@code masks} beside the folder of the images, where there is one, and for the
   * project's own test set the lungs where {@code lungMasks} says.
   */
  @Parameter(property = "xray.masks")
  @Nullable
  private File masks;

  /**
   * For occlusion: side of the square patch in pixels of the network's input; 0: an eighth of the
   * shorter side.
   */
  @Parameter(property = "xray.patch", defaultValue = "0")
  private int patch;

  /** For occlusion: pixels from one patch to the next; 0: half a patch. */
  @Parameter(property = "xray.stride", defaultValue = "0")
  private int stride;

  /** For occlusion: grey that covers, from 0 (black) to 1 (white); by default the image's mean. */
  @Parameter(property = "xray.fill")
  @Nullable
  private Double fill;

  /**
   * Where explanations are written; by default <code>
   * ${project.build.directory}/xray/&lt;name&gt;/explanations</code>, without a POM <code>
   * target/xray/explanations</code>.
   */
  @Parameter(property = "xray.explain.outputDirectory")
  @Nullable
  private File explanations;

  /** Skips this goal. */
  @Parameter(property = "xray.explain.skip", defaultValue = "false")
  private boolean skipExplain;

  @Inject
  ExplainMojo(RepositorySystem repositorySystem) {
    this.repositorySystem = repositorySystem;
  }

  @Override
  boolean skipsGoal() {
    return skipExplain;
  }

  @Override
  void run() throws XrayException, WorkerException, IOException, InterruptedException {
    ExplainJob job = explainJob();
    work(new WorkerTask.Explain(job), job.runtime(), job.folder());
    if (job.own().isPresent()) {
      rememberTraining();
    }
  }

  /** The job, checked as far as possible without a native library. */
  ExplainJob explainJob() throws XrayException, IOException {
    if (explainedImages.isEmpty() && model != null) {
      throw new SettingException(
          "explanation.images",
          "is missing: a model that is named explains images that are named, since nobody knows"
              + " which of this project's images it was trained on.");
    }
    Optional<Job> own = explainedImages.isEmpty() ? Optional.of(job()) : Optional.empty();
    Optional<Path> bundle =
        own.isPresent()
            ? Optional.empty()
            : Optional.of(new ModelResolver(repositorySystem, this).resolve(model, name()));
    ExplainJob job =
        new ExplainJob(
            own,
            bundle,
            explainedImages,
            explanations(),
            method,
            most,
            new OcclusionSettings(
                patch, stride, fill == null ? OptionalDouble.empty() : OptionalDouble.of(fill)),
            Optional.ofNullable(masks).map(File::toPath),
            seed(),
            runtime());
    job.validate();
    return job;
  }

  private Path explanations() {
    if (explanations != null) {
      return explanations.toPath();
    }
    return (pom().isEmpty() ? buildDirectory() : folder()).resolve("explanations");
  }
}
