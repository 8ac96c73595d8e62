package dev.xray.maven;

import dev.xray.core.XrayException;
import dev.xray.core.pipeline.Job;
import dev.xray.core.pipeline.UpToDate;
import dev.xray.maven.launcher.WorkerException;
import dev.xray.maven.worker.WorkerTask;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Finds the images, divides them into training and test images and writes the manifest of the data
 * set. Fails where another module of the build needs the model, but the build ends before it is
 * made, unless the one of an earlier build is up to date.
 */
// The project's own dependencies play no part: the worker runs on the plugin's.
@Mojo(
    name = "prepare",
    defaultPhase = LifecyclePhase.GENERATE_RESOURCES,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class PrepareMojo extends AbstractJobMojo {
  private final MavenProjectHelper projectHelper;

  /** Skips this goal. */
  @Parameter(property = "xray.prepare.skip", defaultValue = "false")
  private boolean skipPrepare;

  @Inject
  PrepareMojo(MavenProjectHelper projectHelper) {
    this.projectHelper = projectHelper;
  }

  @Override
  boolean skipsGoal() {
    return skipPrepare;
  }

  @Override
  void run() throws XrayException, WorkerException, IOException, InterruptedException {
    Job job = job();
    serveSiblings(job);
    Optional<UpToDate.Standing> standing = UpToDate.prepared(job);
    if (standing.isPresent()) {
      tell(standing.get());
      return;
    }
    work(new WorkerTask.Prepare(job), job.runtime(), job.folder());
  }

  /** In a build that ends before the model is made, the one of an earlier build will do. */
  private void serveSiblings(Job job) throws XrayException, IOException {
    Attachments attachments = new Attachments(project(), projectHelper, name());
    Optional<String> early =
        siblings().waitFor(project(), attachments.modelClassifier(), execution());
    if (early.isPresent()) {
      attachments.model(
          UpToDate.trained(job).orElseThrow(() -> new XrayException(early.get())).model());
    }
  }

  private Siblings siblings() {
    List<String> goals = session().getGoals();
    String byDefault = session().getTopLevelProject().getBuild().getDefaultGoal();
    return new Siblings(
        goals.isEmpty() && byDefault != null ? List.of(byDefault.trim().split("\\s+")) : goals,
        session().getProjects());
  }
}
