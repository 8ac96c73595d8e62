package dev.xray.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;

class OpenCvRuntimeTest {
  @Test
  void loads_once_from_any_number_of_threads_and_keeps_to_one_thread() throws Exception {
    List<String> versions =
        Parallel.map(
            8,
            8,
            i -> {
              OpenCvRuntime.load();
              return Core.getVersionString();
            });

    assertThat(versions).containsOnly(OpenCvRuntime.version());
    assertThat(Core.getNumThreads()).isEqualTo(1);
  }
}
