package dev.xray.maven;

import dev.xray.core.XrayException;
import dev.xray.core.pipeline.Job;
import dev.xray.core.pipeline.UpToDate;
import dev.xray.core.report.ReportWriter;
import dev.xray.core.report.Summary;
import dev.xray.maven.launcher.WorkerException;
import dev.xray.maven.worker.WorkerEvent;
import dev.xray.maven.worker.WorkerEvent.FileRole;
import dev.xray.maven.worker.WorkerTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProjectHelper;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the model on training and test images, after training it if it is not up to date;
 * writes figures, predictions and a report. Attaches the model, the figures ({@code json} with
 * classifier {@code evaluation}), and, without pictures, file names and patient ids, the report
 * ({@code html}, {@code report}) and the predictions ({@code csv}, {@code predictions}) to the
 * project.
 */
// The project's own dependencies play no part: the worker runs on the plugin's.
@Mojo(
    name = "evaluate",
    defaultPhase = LifecyclePhase.INTEGRATION_TEST,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class EvaluateMojo extends AbstractJobMojo {
  private final MavenProjectHelper projectHelper;
  private final RepositorySystem repositorySystem;

  /** Skips this goal. */
  @Parameter(property = "xray.evaluate.skip", defaultValue = "false")
  private boolean skipEvaluate;

  /**
   * Another model to evaluate on this project's data set instead of training one: a bundle, a
   * folder with its content, or Maven coordinates {@code groupId:artifactId:version}. Its figures
   * are written into {@code evaluation-of-<its name>} and not attached.
   */
  @Parameter(property = "xray.model")
  @Nullable
  private String model;

  @Inject
  EvaluateMojo(MavenProjectHelper projectHelper, RepositorySystem repositorySystem) {
    this.projectHelper = projectHelper;
    this.repositorySystem = repositorySystem;
  }

  @Override
  boolean skipsGoal() {
    return skipEvaluate;
  }

  @Override
  void run() throws XrayException, WorkerException, IOException, InterruptedException {
    Job job = job();
    if (model != null) {
      evaluateOther(job, model);
      return;
    }
    Optional<UpToDate.Standing> standing = UpToDate.evaluated(job);
    if (standing.isPresent()) {
      tell(standing.get());
      attach(standing.get().model(), standing.get().evaluation());
      return;
    }
    WorkerEvent.Result result = work(new WorkerTask.Evaluate(job), job.runtime(), job.folder());
    rememberTraining();
    attach(
        result.file(FileRole.MODEL),
        new ReportWriter.Written(
            result.file(FileRole.EVALUATION),
            result.file(FileRole.PREDICTIONS),
            result.file(FileRole.REPORT),
            result.file(FileRole.PUBLISHED_PREDICTIONS),
            result.file(FileRole.PUBLISHED_REPORT)));
  }

  private void attach(Path bundle, ReportWriter.Written files) throws XrayException, IOException {
    Attachments attachments = new Attachments(project(), projectHelper, name());
    attachments.model(bundle);
    attachments.evaluation(files.evaluation());
    attachments.report(publishesImages() ? files.page() : files.publishedPage());
    attachments.predictions(files.publishedPredictions());
    getLog().info("Report: " + files.page());
    StepSummary.of(session().getSystemProperties())
        .append(Files.readString(files.evaluation().resolveSibling(Summary.FILE)));
  }

  private void evaluateOther(Job job, String other)
      throws XrayException, WorkerException, IOException, InterruptedException {
    Path bundle = new ModelResolver(repositorySystem, this).resolve(other);
    WorkerEvent.Result result =
        work(new WorkerTask.EvaluateOther(job, bundle), job.runtime(), job.folder());
    getLog().info("Report: " + result.file(FileRole.REPORT));
  }
}
