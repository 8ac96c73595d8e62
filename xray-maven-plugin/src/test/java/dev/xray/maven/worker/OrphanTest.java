package dev.xray.maven.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Json;
import dev.xray.core.dataset.phantom.PhantomSettings;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanTest {
  @TempDir private Path parent;

  @Test
  void a_worker_ends_when_nobody_listens_any_longer_and_takes_its_temporary_files_along()
      throws Exception {
    try (WorkFolder folder = new WorkFolder(parent);
        ServerSocket maven = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Json.write(folder.request(), request(maven));
      Files.writeString(folder.temporary().resolve("unpacked-library.so"), "65 MB");
      Process worker = start(folder);
      try (Socket socket = maven.accept()) {
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        assertThat(reader.readLine()).contains("secret");
        assertThat(reader.readLine()).contains("pid");
        assertThat(folder.request()).as("the token is read once").doesNotExist();
      }

      assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(worker.exitValue()).isEqualTo(ExitCode.ORPHANED.code());
      assertThat(parent).isEmptyDirectory();
    }
  }

  @Test
  void folders_of_mavens_that_are_no_more_are_removed() throws Exception {
    Process maven = new ProcessBuilder(java(), "-version").start();
    maven.waitFor();
    Path abandoned = Files.createDirectories(parent.resolve("worker-" + maven.pid() + "-1/tmp"));
    Path another = Files.createDirectories(parent.resolve("worker-notes"));

    new WorkFolder(parent).close();

    assertThat(abandoned).doesNotExist();
    assertThat(another).exists();
  }

  private static WorkerRequest request(ServerSocket maven) {
    return new WorkerRequest(
        maven.getLocalPort(),
        "secret",
        new WorkerTask.Phantom(PhantomSettings.defaults(), 1, Path.of("unused")));
  }

  private static Process start(WorkFolder folder) throws Exception {
    return new ProcessBuilder(
            java(),
            "-Dact=sleep",
            "-Djava.io.tmpdir=" + folder.temporary(),
            "-cp",
            System.getProperty("java.class.path"),
            StagedWorker.class.getName(),
            folder.request().toString())
        .inheritIO()
        .start();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
