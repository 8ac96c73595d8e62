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
 * Evaluates the model on training and test images, after training it if it is not up to date;
 * writes figures, predictions and a report, and attaches the model and the figures ({@code json}
 * with classifier {@code evaluation}) to the project.
 */
// The project's own dependencies play no part: the worker runs on the plugin's.
@Mojo(
    name = "evaluate",
    defaultPhase = LifecyclePhase.INTEGRATION_TEST,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class EvaluateMojo extends AbstractJobMojo {
  private final MavenProjectHelper projectHelper;

  /** Skips this goal. */
  @Parameter(property = "xray.evaluate.skip", defaultValue = "false")
  private boolean skipEvaluate;

  @Inject
  EvaluateMojo(MavenProjectHelper projectHelper) {
    this.projectHelper = projectHelper;
  }

  @Override
  boolean skipsGoal() {
    return skipEvaluate;
  }

  @Override
  void run() throws XrayException, WorkerException, IOException, InterruptedException {
    Job job = job();
    WorkerEvent.Result result = work(new WorkerTask.Evaluate(job), job.runtime(), job.folder());
    Attachments attachments = new Attachments(project(), projectHelper, name());
    attachments.model(result.file(FileRole.MODEL));
    attachments.evaluation(result.file(FileRole.EVALUATION));
    getLog().info("Report: " + result.file(FileRole.REPORT));
  }
}
