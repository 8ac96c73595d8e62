package dev.xray.maven;

import dev.xray.core.XrayException;
import dev.xray.core.pipeline.Job;
import dev.xray.core.pipeline.UpToDate;
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

/**
 * Audits what the result rests on: the data, and the model too where a current one stands; trains
 * nothing. Writes {@code audit.html}, {@code audit.md} and {@code audit.json}, and attaches the
 * last ({@code json} with classifier {@code audit}).
 */
// The project's own dependencies play no part: the worker runs on the plugin's.
@Mojo(
    name = "audit",
    defaultPhase = LifecyclePhase.INTEGRATION_TEST,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class AuditMojo extends AbstractJobMojo {
  private final MavenProjectHelper projectHelper;

  /** Skips this goal. */
  @Parameter(property = "xray.audit.skip", defaultValue = "false")
  private boolean skipAudit;

  @Inject
  AuditMojo(MavenProjectHelper projectHelper) {
    this.projectHelper = projectHelper;
  }

  @Override
  boolean skipsGoal() {
    return skipAudit;
  }

  @Override
  void run() throws XrayException, WorkerException, IOException, InterruptedException {
    Job job = job();
    Optional<UpToDate.StandingAudit> standing = UpToDate.audited(job);
    if (standing.isPresent()) {
      standing.get().warnings().forEach(getLog()::warn);
      standing.get().summary().forEach(getLog()::info);
      finish(standing.get().files().json(), standing.get().files().markdown());
      return;
    }
    WorkerEvent.Result result = work(new WorkerTask.Audit(job), job.runtime(), job.folder());
    finish(result.file(FileRole.AUDIT), result.file(FileRole.AUDIT_SUMMARY));
  }

  private void finish(Path audit, Path summary) throws XrayException, IOException {
    new Attachments(project(), projectHelper, name()).audit(audit);
    StepSummary.of(session().getSystemProperties()).append(Files.readString(summary));
  }
}
