package dev.xray.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFlowRuntimeTest {
  private static final RuntimeSettings CPU = new RuntimeSettings(Device.CPU, 2, true);

  @Test
  void it_says_what_really_runs() throws Exception {
    RuntimeInfo info = TensorFlowRuntime.load(CPU).info();
    assertThat(info.tensorFlow()).isEqualTo("2.18.0");
    assertThat(info.openCv()).isEqualTo("4.9.0");
    assertThat(info.device()).isEqualTo("CPU");
    assertThat(info.platform()).matches("(linux|macosx|windows)-(x86_64|arm64)");
    assertThat(info.interOpThreads()).isEqualTo(1);
  }

  @Test
  void the_same_settings_give_the_same_runtime() throws Exception {
    assertThat(TensorFlowRuntime.load(CPU)).isSameAs(TensorFlowRuntime.load(CPU));
  }

  @Test
  void other_threads_than_the_process_has_are_noted() throws Exception {
    int threads = TensorFlowRuntime.load(CPU).info().intraOpThreads();
    TensorFlowRuntime other =
        TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, threads + 1, true));
    assertThat(other.info().intraOpThreads()).isEqualTo(threads);
    assertThat(other.notes())
        .anyMatch(note -> note.contains("runtime.threads is " + (threads + 1)));
  }

  @Test
  void no_threads_are_an_error() {
    assertThatThrownBy(() -> TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 0, true)))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("runtime.threads");
  }

  @Test
  void a_gpu_that_is_not_there_is_an_error_that_names_the_cure() throws Exception {
    RuntimeInfo found = TensorFlowRuntime.load(new RuntimeSettings(Device.AUTO, 2, true)).info();
    Assumptions.assumeTrue(found.device().equals("CPU"), "this machine has a GPU");
    assertThatThrownBy(() -> TensorFlowRuntime.load(new RuntimeSettings(Device.GPU, 2, true)))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("device:CPU:0")
        .hasMessageContaining("-Dxray.gpu")
        .hasMessageContaining("docs/gpu.md");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void one_dnn_is_as_the_workers_environment_says(boolean oneDnn) throws Exception {
    Map<String, String> environment =
        WorkerEnvironment.of(new RuntimeSettings(Device.CPU, 2, oneDnn));
    String output = Jvm.output(Jvm.start(environment, RuntimeProbe.class.getName(), "load"));
    assertThat(output).contains("oneDnn=" + oneDnn);
    if (oneDnn) {
      assertThat(output).endsWith("[]");
    } else {
      assertThat(output).contains("oneDNN is off in this process, although runtime.oneDnn is true");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void the_workers_environment_is_told_without_loading_tensorflow() throws Exception {
    String output = Jvm.output(Jvm.start(Map.of(), RuntimeProbe.class.getName(), "environment"));
    assertThat(output).contains("TF_ENABLE_ONEDNN_OPTS=1").contains("mapped: false");
  }

  @Test
  void several_processes_may_unpack_the_library_at_the_same_time(@TempDir Path folder)
      throws Exception {
    Assumptions.assumeTrue(
        Files.getFileStore(folder).getUsableSpace() > 2L << 30, "needs 2 GB of temporary space");
    String cache = "-Dorg.bytedeco.javacpp.cachedir=" + folder;
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(Jvm.start(Map.of(), cache, RuntimeProbe.class.getName(), "load"));
    }
    for (Process process : processes) {
      assertThat(Jvm.output(process)).contains("tensorFlow=2.18.0");
    }
  }
}
