package dev.xray.maven.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.training.EpochResult;
import dev.xray.maven.launcher.WorkerException.Ending;
import dev.xray.maven.worker.StagedWorker;
import dev.xray.maven.worker.WorkerEvent;
import dev.xray.maven.worker.WorkerTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every test forks a real JVM. */
class WorkerTest {
  private static final String FROM_ARCHIVE = "shared objects file (top)";

  @TempDir private Path folder;
  private final List<WorkerEvent> events = new CopyOnWriteArrayList<>();
  private final List<String> output = new CopyOnWriteArrayList<>();

  @Test
  void events_arrive_in_order_and_the_result_comes_back() throws Exception {
    WorkerEvent.Result result = worker("train").run(task(), events::add);

    assertThat(result.summary()).containsExactly("done");
    assertThat(result.seconds()).isGreaterThan(0);
    assertThat(events)
        .filteredOn(event -> !(event instanceof WorkerEvent.Batch))
        .containsExactly(
            new WorkerEvent.Resumed(1),
            new WorkerEvent.Warning("careful"),
            new WorkerEvent.Log("hello"),
            epoch(2),
            epoch(3));
  }

  @Test
  void what_the_worker_prints_goes_to_a_file_and_is_no_event() throws Exception {
    worker("train").run(task(), events::add);

    assertThat(folder.resolve("worker.log")).content().contains("printed by a native library");
    assertThat(output).contains("printed by a native library");
  }

  @Test
  void nothing_stays_of_the_request_and_the_temporary_files() throws Exception {
    worker("train").run(task(), events::add);

    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void the_second_worker_takes_its_classes_from_the_archive_of_the_first() throws Exception {
    Path archives = folder.resolve("classes");
    List<Path> jars = jars();

    Worker worker =
        worker("train", Optional.empty(), "-Xlog:class+load", jars, Optional.of(archives));
    worker.run(task(), events::add);
    assertThat(archives).isDirectoryContaining("glob:**.jsa");
    assertThat(output).noneMatch(line -> line.contains(FROM_ARCHIVE));
    output.clear();
    worker.run(task(), events::add);
    assertThat(output)
        .anyMatch(
            line -> line.contains(StagedWorker.class.getName()) && line.contains(FROM_ARCHIVE));

    try (Stream<Path> files = Files.list(archives)) {
      Files.write(files.findFirst().orElseThrow(), new byte[100]);
    }
    assertThat(worker.run(task(), events::add).summary()).containsExactly("done");
  }

  @Test
  void a_worker_that_fails_leaves_no_archive_of_the_few_classes_that_it_loaded() throws Exception {
    Path archives = folder.resolve("classes");
    Worker worker = worker("bug", Optional.empty(), "", jars(), Optional.of(archives));

    assertThatThrownBy(() -> worker.run(task(), events::add)).isInstanceOf(WorkerException.class);
    assertThat(archives).doesNotExist();
  }

  @Test
  void classes_in_folders_and_a_user_who_decides_himself_are_left_alone() throws Exception {
    Path archives = folder.resolve("classes");
    worker("train", Optional.empty(), "", classPath(), Optional.of(archives))
        .run(task(), events::add);
    worker("train", Optional.empty(), "-Xshare:off", jars(), Optional.of(archives))
        .run(task(), events::add);

    assertThat(archives).doesNotExist();
  }

  @Test
  void the_heap_is_kept_small_unless_the_user_has_chosen_a_collector() throws Exception {
    worker("train", Optional.empty(), "-Xlog:gc").run(task(), events::add);
    assertThat(output).anyMatch(line -> line.contains("Using Serial"));

    output.clear();
    worker("train", Optional.empty(), "-Xlog:gc -XX:+UseG1GC").run(task(), events::add);
    assertThat(output).anyMatch(line -> line.contains("Using G1"));
  }

  /** The class path with its folders packed into jars, as a released plugin has it. */
  private List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Path entry : classPath()) {
      jars.add(Files.isDirectory(entry) ? jar(entry, jars.size()) : entry);
    }
    return jars.stream().filter(Files::exists).toList();
  }

  private Path jar(Path classes, int number) throws IOException {
    Path jar = folder.resolve("classes-" + number + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> found = Files.walk(classes)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  @Test
  void a_setting_that_cannot_be_used_comes_back_as_what_it_was() {
    assertThatThrownBy(() -> worker("bad-setting").run(task(), events::add))
        .isInstanceOfSatisfying(
            SettingException.class,
            e -> {
              assertThat(e.setting()).isEqualTo("training.epochs");
              assertThat(e.problem()).isEqualTo("is 0.");
            });
  }

  @Test
  void input_that_cannot_be_used_comes_back_in_its_own_words() {
    assertThatThrownBy(() -> worker("bad-input").run(task(), events::add))
        .isExactlyInstanceOf(XrayException.class)
        .hasMessage("scan.png cannot be read.");
  }

  @Test
  void trouble_with_a_file_is_no_bug() {
    WorkerException error = failure("io");

    assertThat(error.ending()).isEqualTo(Ending.IO_TROUBLE);
    assertThat(error).hasMessageContaining("disk full");
  }

  @Test
  void a_bug_asks_to_be_reported_and_leaves_its_stack_trace_in_the_log() {
    WorkerException error = failure("bug");

    assertThat(error.ending()).isEqualTo(Ending.BUG);
    assertThat(error).hasMessageContainingAll("bug", "report", "impossible", "worker.log");
    assertThat(folder.resolve("worker.log")).content().contains("StagedWorker.play");
  }

  @Test
  void a_full_heap_is_told_from_other_ends() {
    WorkerException error = failure("heap", "-Xmx32m");

    assertThat(error.ending()).isEqualTo(Ending.OUT_OF_MEMORY);
    assertThat(error).hasMessageContaining("-Dxray.argLine=-Xmx");
  }

  @Test
  void memory_that_runs_out_outside_the_heap_is_told_likewise() {
    assertThat(failure("thrown-out-of-memory").ending()).isEqualTo(Ending.OUT_OF_MEMORY);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_killed_worker_says_that_the_next_run_resumes() {
    WorkerException error = failure("killed");

    assertThat(error.ending()).isEqualTo(Ending.KILLED);
    assertThat(error).hasMessageContaining("resumes from its last checkpoint");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_native_crash_names_the_crash_report() {
    WorkerException error = failure("crash");

    assertThat(error.ending()).isEqualTo(Ending.CRASHED);
    assertThat(error).hasMessageContaining(folder.resolve("hs_err_pid").toString());
  }

  @Test
  void a_worker_that_takes_too_long_is_stopped() {
    Worker worker = worker("sleep", Optional.of(Duration.ofSeconds(3)), "");

    WorkerException error =
        catchThrowableOfType(WorkerException.class, () -> worker.run(task(), events::add));

    assertThat(error.ending()).isEqualTo(Ending.TIMED_OUT);
    assertThat(error).hasMessageContaining("<timeout>");
    assertThat(isAlive()).isFalse();
  }

  @Test
  void a_flag_that_the_jvm_does_not_know_is_blamed_on_the_arg_line() {
    WorkerException error = failure("train", "-XX:+NoSuchFlag");

    assertThat(error.ending()).isEqualTo(Ending.NOT_STARTED);
    assertThat(error).hasMessageContainingAll("<argLine>", "NoSuchFlag");
  }

  @Test
  void the_last_words_of_a_worker_that_never_spoke_are_shown() {
    WorkerException error = failure("mute");

    assertThat(error.ending()).isEqualTo(Ending.NOT_STARTED);
    assertThat(error).hasMessageContainingAll("exit code 9", "last words");
  }

  @Test
  void an_interrupted_build_leaves_no_worker_behind() throws Exception {
    Thread build =
        new Thread(
            () -> {
              try {
                worker("sleep").run(task(), events::add);
              } catch (Exception e) {
                output.add(e.getClass().getSimpleName());
              }
            });
    build.start();
    await(() -> !events.isEmpty());

    build.interrupt();
    build.join(30_000);

    assertThat(output).contains("InterruptedException");
    assertThat(isAlive()).isFalse();
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
  }

  private boolean isAlive() {
    String text = ((WorkerEvent.Log) events.get(0)).text();
    return ProcessHandle.of(Long.parseLong(text.replace("pid ", "")))
        .filter(ProcessHandle::isAlive)
        .isPresent();
  }

  private WorkerException failure(String act, String... flags) {
    Worker worker = worker(act, Optional.empty(), String.join(" ", flags));
    return catchThrowableOfType(WorkerException.class, () -> worker.run(task(), events::add));
  }

  private Worker worker(String act) {
    return worker(act, Optional.empty(), "");
  }

  private Worker worker(String act, Optional<Duration> timeout, String flags) {
    return worker(act, timeout, flags, classPath(), Optional.empty());
  }

  private static List<Path> classPath() {
    return Stream.of(
            System.getProperty("java.class.path").split(System.getProperty("path.separator")))
        .map(Path::of)
        .toList();
  }

  private Worker worker(
      String act,
      Optional<Duration> timeout,
      String flags,
      List<Path> classPath,
      Optional<Path> archives) {
    JavaCommand command =
        new JavaCommand(
            StagedWorker.class.getName(),
            classPath,
            "-Dact=" + act + " " + flags,
            Map.of("TF_CPP_MIN_LOG_LEVEL", "2"),
            folder,
            folder,
            archives);
    return new Worker(
        command, folder.resolve("worker.log"), folder.resolve("tmp"), timeout, output::add);
  }

  private WorkerTask task() {
    return new WorkerTask.Phantom(PhantomSettings.defaults(), 1, folder);
  }

  private static WorkerEvent.Epoch epoch(int number) {
    return new WorkerEvent.Epoch(
        new EpochResult(number, 0.5, 0.75, OptionalDouble.of(0.6), OptionalDouble.empty()), 3, 1.5);
  }

  private static void await(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(50);
    }
  }
}
