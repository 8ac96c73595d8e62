package dev.xray.maven.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.maven.worker.StagedWorker;
import dev.xray.maven.worker.WorkerEvent;
import dev.xray.maven.worker.WorkerTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every test forks real JVMs. */
@Timeout(120)
class WorkerTeamTest {
  @TempDir private Path folder;
  private final List<WorkerEvent> events = new CopyOnWriteArrayList<>();

  @Test
  void all_results_come_back() throws Exception {
    assertThat(WorkerTeam.run(List.of(member("train", 1), member("train", 2))))
        .extracting(WorkerEvent.Result::summary)
        .containsExactly(List.of("done"), List.of("done"));
    assertThat(events).filteredOn(event -> event instanceof WorkerEvent.Epoch).hasSize(4);
  }

  @Test
  void if_one_fails_the_others_are_stopped() {
    assertThatThrownBy(() -> WorkerTeam.run(List.of(member("sleep", 1), member("bad-setting", 2))))
        .isInstanceOf(SettingException.class)
        .hasMessage("training.epochs is 0.");
    assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void an_interrupt_stops_all() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> WorkerTeam.run(List.of(member("sleep", 1), member("sleep", 2))))
        .isInstanceOf(InterruptedException.class);
    assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
  }

  private WorkerTeam.Member member(String act, int number) {
    Worker worker =
        new Worker(
            new JavaCommand(
                StagedWorker.class.getName(),
                Stream.of(
                        System.getProperty("java.class.path")
                            .split(System.getProperty("path.separator")))
                    .map(Path::of)
                    .toList(),
                "-Dact=" + act,
                Map.of(),
                folder,
                folder,
                Optional.empty()),
            folder.resolve("worker-" + number + ".log"),
            folder.resolve("tmp"),
            Optional.empty(),
            line -> {});
    return new WorkerTeam.Member(
        worker, new WorkerTask.Phantom(PhantomSettings.defaults(), 1, folder), events::add);
  }
}
