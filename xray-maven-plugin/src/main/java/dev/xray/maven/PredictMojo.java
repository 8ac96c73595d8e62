package dev.xray.maven;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.pipeline.PredictJob;
import dev.xray.maven.launcher.WorkerException;
import dev.xray.maven.worker.WorkerTask;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Classifies images with a trained model and writes {@code predictions.csv}, {@code
 * predictions.json} and a picture of all of them. Needs no POM.
 */
// The project's own dependencies play no part: the worker runs on the plugin's.
@Mojo(
    name = "predict",
    requiresProject = false,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class PredictMojo extends AbstractXrayMojo {
  private final RepositorySystem repositorySystem;

  /** Name of the project's model; says where it is looked for if {@code model} is not set. */
  @Parameter(property = "xray.name", defaultValue = "${project.artifactId}")
  private String name = "";

  /**
   * The model: a bundle as made by the goal train, a folder with its content, or Maven coordinates
   * {@code groupId:artifactId:version}; by default the one that this project trained, <code>
   * ${project.build.directory}/xray/&lt;name&gt;/model/&lt;name&gt;-model.jar</code>.
   */
  @Parameter(property = "xray.model")
  @Nullable
  private String model;

  /** Image files, folders (searched to the bottom) or globs such as {@code scans/*.png}. */
  @Parameter(property = "xray.inputs")
  private List<String> inputs = List.of();

  /** Probabilities above which an image counts as positive; by default the model's own. */
  @Parameter(property = "xray.thresholds")
  private List<Double> thresholds = List.of();

  /**
   * Where predictions are written; by default <code>
   * ${project.build.directory}/xray/&lt;name&gt;/predictions</code>, without a POM <code>
   * target/xray/predictions</code>.
   */
  @Parameter(property = "xray.predict.outputDirectory")
  @Nullable
  private File outputDirectory;

  /** Skips this goal. */
  @Parameter(property = "xray.predict.skip", defaultValue = "false")
  private boolean skipPredict;

  @Inject
  PredictMojo(RepositorySystem repositorySystem) {
    this.repositorySystem = repositorySystem;
  }

  @Override
  boolean skipsGoal() {
    return skipPredict;
  }

  @Override
  void run() throws XrayException, WorkerException, IOException, InterruptedException {
    PredictJob job = job();
    work(new WorkerTask.Predict(job), job.runtime(), job.folder());
  }

  /** The job, checked as far as possible without a native library. */
  PredictJob job() throws XrayException {
    if (inputs.isEmpty()) {
      throw new SettingException(
          "input", "is missing: name image files, folders or globs, separated by commas.");
    }
    for (double threshold : thresholds) {
      if (!(threshold >= 0 && threshold <= 1)) {
        throw new SettingException(
            "thresholds", "has " + threshold + ", but a threshold must be from 0 to 1.");
      }
    }
    Path bundle = new ModelResolver(repositorySystem, this).resolve(model, name);
    return new PredictJob(bundle, inputs, folder(), thresholds, runtime());
  }

  private Path folder() {
    if (outputDirectory != null) {
      return outputDirectory.toPath();
    }
    Path parent = pom().isEmpty() ? buildDirectory() : buildDirectory().resolve(name);
    return parent.resolve("predictions");
  }
}
