package dev.xray.maven;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.WorkerEnvironment;
import dev.xray.maven.launcher.JavaCommand;
import dev.xray.maven.launcher.Permits;
import dev.xray.maven.launcher.Worker;
import dev.xray.maven.launcher.WorkerException;
import dev.xray.maven.launcher.WorkerTeam;
import dev.xray.maven.progress.EpochFormat;
import dev.xray.maven.progress.EpochLines;
import dev.xray.maven.progress.LiveLine;
import dev.xray.maven.progress.Progress;
import dev.xray.maven.progress.Terminal;
import dev.xray.maven.worker.WorkerEvent;
import dev.xray.maven.worker.WorkerTask;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What all goals share: skipping, the worker, the wording of errors. */
abstract class AbstractXrayMojo extends AbstractMojo {
  /** Name of the folder of what is kept between builds, of all projects. */
  static final String CACHE = "xray-cache";

  private static final String DEFAULT = "default";

  private static final String WORKER_MAIN = "dev.xray.maven.worker.WorkerMain";

  /** Skips every goal of xray. */
  @Parameter(property = "xray.skip", defaultValue = "false")
  private boolean skip;

  /**
   * Where the network runs: {@code auto} (the first GPU, if there is one), {@code cpu}, or {@code
   * gpu}, which fails if there is none.
   */
  @Parameter(property = "xray.device", defaultValue = "auto")
  private String device = "auto";

  /**
   * Threads of the worker; by default all cores. With {@code -T}, as many workers run at a time as
   * have a core for each of their threads.
   */
  @Parameter(property = "xray.threads")
  @Nullable
  private Integer threads;

  /**
   * Whether TensorFlow uses oneDNN kernels: faster, and other last digits. Pinned, since
   * TensorFlow's own default depends on the CPU.
   */
  @Parameter(property = "xray.oneDnn", defaultValue = "true")
  private boolean oneDnn;

  /**
   * Flags for the worker's JVM, such as {@code -Xmx6g}, separated by blanks, quoted as in a Java
   * argument file.
   */
  @Parameter(property = "xray.argLine")
  @Nullable
  private String argLine;

  /** Seconds after which the worker is stopped and the goal fails; 0: never. */
  @Parameter(property = "xray.timeout", defaultValue = "0")
  private int timeout;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  /** The plugin and everything it depends on, what a user's POM adds to it included. */
  @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
  private List<Artifact> pluginArtifacts;

  /** Whether this goal alone is skipped. */
  abstract boolean skipsGoal();

  /** Checks the parameters, does the goal's work. */
  abstract void run() throws XrayException, WorkerException, IOException, InterruptedException;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip || skipsGoal()) {
      getLog().info("Skipped: " + (skip ? "xray.skip" : "xray." + goal() + ".skip") + " is set.");
      return;
    }
    if (isBoundAggregator()) {
      getLog()
          .info("Skipped: this POM only holds modules together. Call the goal itself to run it.");
      return;
    }
    try {
      run();
    } catch (SettingException e) {
      getLog().debug(e);
      throw new MojoFailureException(new ErrorWords(execution, pom()).of(e));
    } catch (XrayException e) {
      getLog().debug(e);
      throw new MojoFailureException(Objects.toString(e.getMessage()));
    } catch (WorkerException e) {
      throw new MojoExecutionException(Objects.toString(e.getMessage()));
    } catch (IOException e) {
      throw new MojoExecutionException("A file cannot be read or written: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("Interrupted; the worker was stopped.");
    }
  }

  MavenProject project() {
    return project;
  }

  Optional<File> pom() {
    return Optional.ofNullable(project.getFile());
  }

  /** Folder under which everything is written; Maven 3 leaves it open where there is no POM. */
  Path buildDirectory() {
    Path folder = Path.of(pom().isPresent() ? project.getBuild().getDirectory() : "target");
    return directory().resolve(folder).resolve("xray");
  }

  /** Folder that relative paths refer to. */
  Path directory() {
    File folder = project.getBasedir();
    return (folder == null ? new File(session.getExecutionRootDirectory()) : folder).toPath();
  }

  MavenSession session() {
    return session;
  }

  MojoExecution execution() {
    return execution;
  }

  /** How TensorFlow is to run. */
  RuntimeSettings runtime() throws SettingException {
    RuntimeSettings settings =
        new RuntimeSettings(parseDevice(), threads == null ? Permits.cores() : threads, oneDnn);
    settings.validate();
    return settings;
  }

  /**
   * Runs a task in a worker, shows its progress and logs its summary.
   *
   * @param task what to do
   * @param runtime how TensorFlow is to run
   * @param folder where the worker's log and temporary files are
   */
  WorkerEvent.Result work(WorkerTask task, RuntimeSettings runtime, Path folder)
      throws XrayException, WorkerException, IOException, InterruptedException {
    WorkerEvent.Result result =
        permitted(worker(runtime, folder, "worker.log"), task, runtime.threads());
    result.summary().forEach(getLog()::info);
    getLog().info(usage(result));
    return result;
  }

  /**
   * Runs tasks in as many workers at a time, which wait for cores for all of them.
   *
   * @param tasks what to do
   * @param runtime how TensorFlow is to run in each of them
   * @param folder where their logs and temporary files are
   */
  void workTogether(List<WorkerTask> tasks, RuntimeSettings runtime, Path folder)
      throws XrayException, WorkerException, IOException, InterruptedException {
    List<WorkerTeam.Member> members = new ArrayList<>();
    for (WorkerTask task : tasks) {
      String log = "worker-" + (members.size() + 1) + ".log";
      members.add(
          new WorkerTeam.Member(worker(runtime, folder, log), task, new EpochLines(getLog())));
    }
    int threads = runtime.threads() * tasks.size();
    Permits permits = Permits.of(session.getRepositorySession().getData());
    permits.acquire(threads);
    try {
      WorkerTeam.run(members).forEach(result -> getLog().info(usage(result)));
    } finally {
      permits.release(threads);
    }
  }

  private Worker worker(RuntimeSettings runtime, Path folder, String log) throws SettingException {
    return new Worker(
        command(runtime, folder),
        folder.resolve(log),
        folder.resolve("tmp"),
        parseTimeout(),
        getLog()::debug);
  }

  private WorkerEvent.Result permitted(Worker worker, WorkerTask task, int threads)
      throws XrayException, WorkerException, IOException, InterruptedException {
    Permits permits = Permits.of(session.getRepositorySession().getData());
    permits.acquire(threads);
    try (Progress progress = progress()) {
      return worker.run(task, progress);
    } finally {
      permits.release(threads);
    }
  }

  private JavaCommand command(RuntimeSettings runtime, Path folder) {
    return new JavaCommand(
        WORKER_MAIN,
        pluginArtifacts.stream().map(artifact -> artifact.getFile().toPath()).toList(),
        argLine == null ? "" : argLine,
        WorkerEnvironment.of(runtime),
        directory(),
        folder,
        Optional.of(besideLocalRepository(CACHE).resolve("classes")));
  }

  private Progress progress() {
    return terminal()
        .<Progress>map(
            console ->
                new LiveLine(
                    console.writer(),
                    Terminal.columns(System.getenv()),
                    getLog(),
                    () -> System.nanoTime() / 1e9))
        .orElseGet(() -> new EpochLines(getLog()));
  }

  /** The terminal to draw on, if somebody watches. */
  Optional<Console> terminal() {
    boolean interactive = session.getRequest().isInteractiveMode();
    return Terminal.watched(interactive, concurrency(), System.getenv());
  }

  /** A folder for all projects together, such as {@code ~/.m2/<name>}. */
  Path besideLocalRepository(String name) {
    File repository = session.getRequest().getLocalRepositoryPath();
    Path local =
        repository == null
            ? Path.of(System.getProperty("user.home"), ".m2", "repository")
            : repository.toPath();
    return local.toAbsolutePath().resolveSibling(name);
  }

  private int concurrency() {
    return session.getRequest().getDegreeOfConcurrency();
  }

  private Device parseDevice() throws SettingException {
    return Arrays.stream(Device.values())
        .filter(known -> known.name().equalsIgnoreCase(device.trim()))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingException(
                    "runtime.device", "is '" + device + "', but must be auto, cpu or gpu."));
  }

  private Optional<Duration> parseTimeout() throws SettingException {
    if (timeout < 0) {
      throw new SettingException(
          "timeout", "is " + timeout + ", but must be 0 (never) or more seconds.");
    }
    return timeout == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(timeout));
  }

  /**
   * Whether this is a parent or aggregator for which a binding was meant for its modules. A POM
   * without modules is served like any other project; so is a goal that is called directly.
   */
  private boolean isBoundAggregator() {
    return execution.getLifecyclePhase() != null
        && project.getPackaging().equals("pom")
        && !project.getModel().getModules().isEmpty();
  }

  private String goal() {
    return execution.getGoal();
  }

  /** Another goal of this plugin, with full coordinates: works whatever the prefix resolves to. */
  String goal(String other) {
    return new ErrorWords(execution, pom()).goal(other);
  }

  /** Id of the execution, where the user gave it one. */
  Optional<String> ownExecution() {
    return Optional.ofNullable(execution.getExecutionId()).filter(id -> !id.startsWith(DEFAULT));
  }

  /** Whether the project's packaging bound this goal, and nobody else. */
  boolean isBoundByPackaging(String packaging) {
    return project.getPackaging().equals(packaging)
        && execution.getLifecyclePhase() != null
        && (DEFAULT + "-" + goal()).equals(execution.getExecutionId());
  }

  private static String usage(WorkerEvent.Result result) {
    String memory =
        result.peakMemory().isPresent()
            ? String.format(
                Locale.ROOT, ", %.0f MB of memory at most", result.peakMemory().getAsLong() / 1e6)
            : "";
    return "The worker took " + EpochFormat.duration(result.seconds()) + memory + ".";
  }
}
