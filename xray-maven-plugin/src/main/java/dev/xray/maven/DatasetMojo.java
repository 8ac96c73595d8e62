package dev.xray.maven;

import dev.xray.core.XrayException;
import dev.xray.core.pipeline.Job;
import dev.xray.core.pipeline.UpToDate;
import dev.xray.maven.launcher.WorkerException;
import dev.xray.maven.worker.WorkerTask;
import java.io.IOException;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Says what the data set and the external sets hold, before anything is learned from them: counts
 * by class, source, view, sex, age, size and licence, with pictures. Writes {@code dataset.html}
 * and {@code dataset.json}; attaches nothing, trains nothing and looks for no leakage. Licences
 * that {@code licences} would fail on are shown with a warning.
 */
// The project's own dependencies play no part: the worker runs on the plugin's.
@Mojo(
    name = "dataset",
    defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class DatasetMojo extends AbstractJobMojo {
  /** Skips this goal. */
  @Parameter(property = "xray.dataset.skip", defaultValue = "false")
  private boolean skipDataset;

  @Override
  boolean skipsGoal() {
    return skipDataset;
  }

  @Override
  void run() throws XrayException, WorkerException, IOException, InterruptedException {
    Job job = job();
    Optional<UpToDate.StandingDataSheet> standing = UpToDate.dataSheet(job);
    if (standing.isPresent()) {
      standing.get().warnings().forEach(getLog()::warn);
      standing.get().summary().forEach(getLog()::info);
      getLog().info("Data sheet: " + standing.get().files().page());
      return;
    }
    work(new WorkerTask.Dataset(job), job.runtime(), job.folder());
  }
}
