package dev.xray.maven.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.training.EpochResult;
import dev.xray.maven.worker.WorkerEvent.FileRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerEventTest {
  static List<WorkerEvent> events() {
    return List.of(
        new WorkerEvent.Hello("token"),
        new WorkerEvent.Resumed(3),
        new WorkerEvent.Batch(1, 2, 3, 4, Double.NaN, 0.5),
        new WorkerEvent.Epoch(
            new EpochResult(1, 0.1, 0.2, OptionalDouble.empty(), OptionalDouble.of(0.3)), 2, 0.5),
        new WorkerEvent.Progress("Reading", 1, 2),
        new WorkerEvent.Log("two\nlines, Grüße"),
        new WorkerEvent.Warning("careful"),
        new WorkerEvent.Result(
            List.of("a", "b"),
            Map.of(FileRole.MODEL, Path.of("a model.jar").toAbsolutePath()),
            1.5,
            OptionalLong.of(42)),
        new WorkerEvent.Failure(ExitCode.BAD_INPUT, Optional.of("recipe"), "is bad", "trace"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void an_event_is_one_line_and_comes_back_as_it_was(WorkerEvent event) {
    String line = WorkerEvent.Lines.write(event);

    assertThat(line).doesNotContain("\n");
    assertThat(WorkerEvent.Lines.read(line)).isEqualTo(event);
  }

  @Test
  void anything_else_is_no_event() {
    assertThatThrownBy(() -> WorkerEvent.Lines.read("{\"event\":\"shutdown\"}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
