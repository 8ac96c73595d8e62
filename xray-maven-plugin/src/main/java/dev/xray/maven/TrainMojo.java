package dev.xray.maven;

import dev.xray.core.XrayException;
import dev.xray.core.pipeline.Job;
import dev.xray.core.pipeline.UpToDate;
import dev.xray.maven.launcher.WorkerException;
import dev.xray.maven.worker.WorkerEvent.FileRole;
import dev.xray.maven.worker.WorkerTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Trains the model, unless it is up to date, and attaches it to the project as {@code jar} with
 * classifier {@code model} ({@code <name>-model} if its name is not the artifact id). In a project
 * with packaging {@code xray-model} it is the project's own artifact, without classifier.
 */
// The project's own dependencies play no part: the worker runs on the plugin's.
@Mojo(
    name = "train",
    defaultPhase = LifecyclePhase.PREPARE_PACKAGE,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class TrainMojo extends AbstractJobMojo {
  private final MavenProjectHelper projectHelper;

  /** Skips this goal. */
  @Parameter(property = "xray.train.skip", defaultValue = "false")
  private boolean skipTrain;

  /**
   * Trains twice, the second time from nothing, and fails unless both give the same bundle, byte
   * for byte. A model that is up to date counts as the first.
   */
  @Parameter(property = "xray.verifyReproducible", defaultValue = "false")
  private boolean verifyReproducible;

  @Inject
  TrainMojo(MavenProjectHelper projectHelper) {
    this.projectHelper = projectHelper;
  }

  @Override
  boolean skipsGoal() {
    return skipTrain;
  }

  @Override
  void run() throws XrayException, WorkerException, IOException, InterruptedException {
    Job job = job();
    new Attachments(project(), projectHelper, name()).model(model(job));
  }

  private Path model(Job job)
      throws XrayException, WorkerException, IOException, InterruptedException {
    Optional<UpToDate.Standing> standing =
        verifyReproducible ? Optional.empty() : UpToDate.trained(job);
    if (standing.isPresent()) {
      tell(standing.get());
      return standing.get().model();
    }
    Path model =
        work(new WorkerTask.Train(job, verifyReproducible), job.runtime(), job.folder())
            .file(FileRole.MODEL);
    rememberTraining();
    return model;
  }
}
