package dev.xray.maven;

import dev.xray.core.XrayException;
import dev.xray.core.pipeline.CrossValidationSettings;
import dev.xray.core.pipeline.Job;
import dev.xray.core.pipeline.UpToDate;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.maven.launcher.WorkerException;
import dev.xray.maven.worker.WorkerEvent;
import dev.xray.maven.worker.WorkerEvent.FileRole;
import dev.xray.maven.worker.WorkerTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * Cross-validates the recipe: trains as many models as there are folds and repeats, each of which
 * is tested on images that it has not seen. Writes figures, a summary and a table of all
 * probabilities into {@code cross-validation/}, and attaches the figures ({@code json} with
 * classifier {@code cross-validation}). Goes on where an earlier run was interrupted. Runs only
 * where it is called or bound, since it takes as long as all these trainings; its model is no one's
 * and is not kept.
 */
// The project's own dependencies play no part: the worker runs on the plugin's.
@Mojo(
    name = "cross-validate",
    defaultPhase = LifecyclePhase.INTEGRATION_TEST,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class CrossValidateMojo extends AbstractJobMojo {
  private final MavenProjectHelper projectHelper;

  /** Skips this goal. */
  @Parameter(property = "xray.cross-validate.skip", defaultValue = "false")
  private boolean skipCrossValidate;

  /**
   * Number of folds, at least 2: each is tested by a model that has learned from the others. {@code
   * sources}: a fold for each source, so that each source is tested by a model that has seen none
   * of its images.
   */
  @Parameter(property = "xray.folds", defaultValue = "5")
  private String folds = "5";

  /**
   * How often all of it is done, each time with other folds and other random choices. Shows how
   * much a figure owes to the seed; repeats do not make intervals narrower by adding to the number
   * of images.
   */
  @Parameter(property = "xray.repeats", defaultValue = "1")
  private int repeats;

  /**
   * Workers that train at a time, each with its share of the threads and 1.6 GB of memory; by
   * default one for every two threads, as far as memory allows. The number of threads changes the
   * last digits, so that results of other numbers are trained anew.
   */
  @Parameter(property = "xray.parallelFolds")
  @Nullable
  private Integer parallelFolds;

  @Inject
  CrossValidateMojo(MavenProjectHelper projectHelper) {
    this.projectHelper = projectHelper;
  }

  @Override
  boolean skipsGoal() {
    return skipCrossValidate;
  }

  @Override
  void run() throws XrayException, WorkerException, IOException, InterruptedException {
    CrossValidationSettings settings = CrossValidationSettings.parse(folds, repeats);
    Job told = job();
    int workers = workers(told, settings);
    Job job = withThreads(told, Math.max(1, told.runtime().threads() / workers));
    Optional<UpToDate.StandingCrossValidation> standing = UpToDate.crossValidated(job, settings);
    if (standing.isPresent()) {
      standing.get().warnings().forEach(getLog()::warn);
      standing.get().summary().forEach(getLog()::info);
      finish(standing.get().files().json(), standing.get().files().markdown());
      return;
    }
    if (workers > 1) {
      trainTogether(job, settings, workers);
      job = job.withoutForce();
    }
    WorkerEvent.Result result =
        work(new WorkerTask.CrossValidate(job, settings), job.runtime(), job.folder());
    finish(result.file(FileRole.CROSS_VALIDATION), result.file(FileRole.CROSS_VALIDATION_SUMMARY));
  }

  private void trainTogether(Job job, CrossValidationSettings settings, int workers)
      throws XrayException, WorkerException, IOException, InterruptedException {
    getLog().info(workers + " workers of " + job.runtime().threads() + " threads train the folds.");
    List<WorkerTask> shares =
        IntStream.range(0, workers)
            .<WorkerTask>mapToObj(share -> new WorkerTask.TrainFolds(job, settings, share, workers))
            .toList();
    workTogether(shares, job.runtime(), job.folder());
  }

  private void finish(Path figures, Path summary) throws XrayException {
    new Attachments(project(), projectHelper, name()).crossValidation(figures);
    getLog().info("Summary: " + summary);
  }

  /** One GPU is not divided. */
  private int workers(Job job, CrossValidationSettings settings) throws XrayException {
    int all =
        settings.folds().isPresent()
            ? settings.folds().getAsInt() * settings.repeats()
            : job.dataset().sources().size() * settings.repeats();
    boolean gpu = job.runtime().device() == Device.GPU;
    Integer asked = gpu && parallelFolds == null ? Integer.valueOf(1) : parallelFolds;
    return ParallelFolds.here(job.runtime().threads()).workers(asked, all);
  }

  private static Job withThreads(Job job, int threads) {
    RuntimeSettings runtime = job.runtime();
    return job.withRuntime(new RuntimeSettings(runtime.device(), threads, runtime.oneDnn()));
  }
}
