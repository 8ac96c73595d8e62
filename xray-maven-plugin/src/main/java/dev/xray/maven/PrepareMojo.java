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
 * Finds the images, divides them into training and test images and writes the manifest of the data
 * set.
 */
// The project's own dependencies play no part: the worker runs on the plugin's.
@Mojo(
    name = "prepare",
    defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class PrepareMojo extends AbstractJobMojo {
  /** Skips this goal. */
  @Parameter(property = "xray.prepare.skip", defaultValue = "false")
  private boolean skipPrepare;

  @Override
  boolean skipsGoal() {
    return skipPrepare;
  }

  @Override
  void run() throws XrayException, WorkerException, IOException, InterruptedException {
    Job job = job();
    Optional<UpToDate.Standing> standing = UpToDate.prepared(job);
    if (standing.isPresent()) {
      tell(standing.get());
      return;
    }
    work(new WorkerTask.Prepare(job), job.runtime(), job.folder());
  }
}
