package dev.xray.maven;

import dev.xray.core.AtomicFiles;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.AuditMetric;
import dev.xray.core.evaluation.gate.Gate;
import dev.xray.core.evaluation.gate.GateCheck;
import dev.xray.core.evaluation.gate.GateResult;
import dev.xray.core.evaluation.gate.Measured;
import dev.xray.core.pipeline.CurrentAudit;
import dev.xray.core.pipeline.CurrentEvaluation;
import dev.xray.core.pipeline.Job;
import dev.xray.core.pipeline.OutdatedAuditException;
import dev.xray.core.pipeline.OutdatedEvaluationException;
import dev.xray.core.report.EvaluationDocument;
import dev.xray.core.report.GateJUnit;
import dev.xray.core.report.GateMarkdown;
import dev.xray.core.report.MeasuredAudit;
import dev.xray.core.report.MeasuredDocument;
import dev.xray.core.report.Summary;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.eclipse.aether.RepositorySystem;

/**
 * Holds the evaluation against gates and fails the build if one is violated, naming all of them
 * with their counts and intervals. Neither trains nor evaluates: without a current evaluation of
 * this very model it fails. Writes the results as JUnit XML and Markdown.
 */
// The project's own dependencies play no part: figures are read from a file.
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class CheckMojo extends AbstractJobMojo {
  private static final String NO_GATES =
      "is missing: say what the evaluation must show, for example:"
          + """

            <gates>
              <gate>
                <metric>sensitivity</metric>
                <threshold>0.45</threshold>
                <lowerBound>0.75</lowerBound>
              </gate>
            </gates>
          """
              .indent(-10);

  private final RepositorySystem repositorySystem;

  /**
   * What the evaluation must show, and its audit. Each {@code <gate>} has a {@code <metric>}, at
   * least one of {@code <minimum>}, {@code <maximum>}, {@code <lowerBound>}, {@code <upperBound>},
   * {@code <minSupport>}, {@code <maxDrop>} and {@code <worst>}, and may have {@code <threshold>},
   * {@code <dataset>}, {@code <slice>}, {@code <ofClass>}, {@code <acceptApproximate>}, {@code
   * <baseline>}, {@code <requireBaseline>}, {@code <check>} and {@code <severity>}.
   */
  @Parameter private List<GateParameter> gates = List.of();

  /** Whether a violated gate fails the build; otherwise it is a warning. */
  @Parameter(property = "xray.failOnViolation", defaultValue = "true")
  private boolean failOnViolation;

  /** Where the JUnit XML is written: where a CI looks for the reports of tests. */
  @Parameter(
      property = "xray.check.junitDirectory",
      defaultValue = "${project.build.directory}/surefire-reports")
  private File junitDirectory = new File("target/surefire-reports");

  /** Skips this goal. */
  @Parameter(property = "xray.check.skip", defaultValue = "false")
  private boolean skipCheck;

  @Inject
  CheckMojo(RepositorySystem repositorySystem) {
    this.repositorySystem = repositorySystem;
  }

  @Override
  boolean skipsGoal() {
    return skipCheck;
  }

  @Override
  void run() throws XrayException, IOException, InterruptedException {
    if (gates.isEmpty() && isBoundByPackaging(Attachments.PACKAGING)) {
      getLog().info("No gates are configured, so none is checked.");
      return;
    }
    Job job = job();
    List<Gate> wanted = gates(job.dataset().classes());
    CurrentEvaluation current = current(job, wanted);
    Measured measured =
        audited(MeasuredDocument.of(current.document(), EvaluationDocument.FILE), job, wanted);
    List<GateResult> results = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      results.addAll(GateCheck.check(wanted.get(i), measured, baseline(wanted.get(i), i)));
    }
    write(results, Optional.of(current));
    tell(results, current);
  }

  /** The gates as values. */
  List<Gate> gates(Classes classes) throws SettingException {
    if (gates.isEmpty()) {
      throw new SettingException("gates", NO_GATES);
    }
    List<Gate> wanted = new ArrayList<>();
    for (int i = 0; i < gates.size(); i++) {
      wanted.add(gates.get(i).toGate("gates[" + i + "]", classes));
    }
    return wanted;
  }

  private CurrentEvaluation current(Job job, List<Gate> wanted) throws XrayException, IOException {
    try {
      return CurrentEvaluation.of(job);
    } catch (OutdatedEvaluationException e) {
      List<GateResult> results = new ArrayList<>();
      wanted.forEach(
          gate -> results.addAll(GateCheck.undecided(gate, String.valueOf(e.getMessage()))));
      write(results, Optional.empty());
      throw new XrayException(
          e.getMessage() + " No gate was checked. Evaluate first: mvn " + goal("evaluate"), e);
    }
  }

  /** With what the audit says, if a gate asks for it. */
  private Measured audited(Measured measured, Job job, List<Gate> wanted)
      throws XrayException, IOException {
    if (wanted.stream().noneMatch(gate -> gate.metric() instanceof AuditMetric)) {
      return measured;
    }
    try {
      return measured.with(MeasuredAudit.of(CurrentAudit.of(job).document()));
    } catch (OutdatedAuditException e) {
      return measured.withoutAudit(e.getMessage() + " Audit first: mvn " + goal("audit"));
    }
  }

  private Optional<Measured> baseline(Gate gate, int index) throws XrayException, IOException {
    if (!gate.needsBaseline()) {
      return Optional.empty();
    }
    try {
      Optional<Baseline> found =
          new BaselineResolver(repositorySystem, this, name())
              .resolve(gate.baseline().orElse(null));
      return found.isEmpty()
          ? Optional.empty()
          : Optional.of(
              MeasuredDocument.of(
                  EvaluationDocument.read(found.get().evaluation()), found.get().origin()));
    } catch (SettingException e) {
      throw new SettingException("gates[" + index + "].baseline", e.problem());
    }
  }

  private void write(List<GateResult> results, Optional<CurrentEvaluation> current)
      throws IOException {
    AtomicFiles.write(
        junitDirectory.toPath().resolve(GateJUnit.file(suite())), GateJUnit.of(suite(), results));
    String markdown = GateMarkdown.of(name(), results);
    String before = current.isPresent() ? summary(current.get()) : "";
    AtomicFiles.write(
        folder().resolve("check").resolve(Summary.FILE),
        (before + markdown).getBytes(StandardCharsets.UTF_8));
    StepSummary.of(session().getSystemProperties()).append(markdown);
  }

  private static String summary(CurrentEvaluation current) throws IOException {
    Path file = current.files().evaluation().resolveSibling(Summary.FILE);
    return Files.isRegularFile(file) ? Files.readString(file) + "\n" : "";
  }

  private void tell(List<GateResult> results, CurrentEvaluation current) throws XrayException {
    List<GateResult> violated = results.stream().filter(result -> !result.passed()).toList();
    results.stream()
        .filter(GateResult::passed)
        .forEach(result -> getLog().info("Gate passed: " + result.text()));
    if (violated.isEmpty()) {
      return;
    }
    String message =
        new Violations(name(), results.size(), violated, current.files().page()).text();
    if (failOnViolation) {
      throw new XrayException(message);
    }
    message.lines().forEach(getLog()::warn);
    getLog().warn("The build goes on all the same, since failOnViolation is false.");
  }

  /** Several executions of a project must not write over each other's report. */
  private String suite() {
    return ownExecution().map(id -> name() + "." + id).orElse(name());
  }
}
