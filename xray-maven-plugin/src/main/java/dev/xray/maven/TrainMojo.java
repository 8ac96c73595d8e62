package dev.xray.maven;

import dev.xray.core.XrayException;
import dev.xray.core.pipeline.Job;
import dev.xray.maven.launcher.WorkerException;
import dev.xray.maven.worker.WorkerEvent;
import dev.xray.maven.worker.WorkerEvent.FileRole;
import dev.xray.maven.worker.WorkerTask;
import java.io.IOException;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Trains the model, unless it is up to date, and attaches it to the project as {@code jar} with
 * classifier {@code model} ({@code <name>-model} if its name is not the artifact id).
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
    WorkerEvent.Result result = work(new WorkerTask.Train(job), job.runtime(), job.folder());
    new Attachments(project(), projectHelper, name()).model(result.file(FileRole.MODEL));
  }
}
