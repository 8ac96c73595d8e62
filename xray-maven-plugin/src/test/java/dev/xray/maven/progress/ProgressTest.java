package dev.xray.maven.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.training.EpochResult;
import dev.xray.maven.worker.WorkerEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final List<String> logged = new ArrayList<>();
  private final StringWriter terminal = new StringWriter();
  private double seconds;

  @Test
  void a_log_gets_one_line_an_epoch() {
    EpochLines lines = new EpochLines(log());

    lines.event(batch(1, 16));
    lines.event(epoch(7));

    assertThat(logged).containsExactly("Epoch   7/100 - loss 0.4123 - accuracy 0.871 - 2.1 s");
  }

  @Test
  void a_log_gets_validation_figures_where_there_are_some() {
    EpochLines lines = new EpochLines(log());

    lines.event(
        new WorkerEvent.Epoch(
            new EpochResult(1, 1, 0.5, OptionalDouble.of(2), OptionalDouble.of(0.25)), 9, 3));

    assertThat(logged.get(0))
        .contains("Epoch 1/9", "validation loss 2.0000", "validation accuracy 0.250");
  }

  @Test
  void a_log_gets_a_stage_once_it_is_done() {
    EpochLines lines = new EpochLines(log());

    lines.event(new WorkerEvent.Progress("Preprocessing", 3, 9));
    lines.event(new WorkerEvent.Progress("Preprocessing", 9, 9));

    assertThat(logged).containsExactly("Preprocessing: 9 images");
  }

  @Test
  void a_resumed_training_says_from_where() {
    new EpochLines(log()).event(new WorkerEvent.Resumed(12));

    assertThat(logged).containsExactly("Resuming from the checkpoint after epoch 12.");
  }

  @Test
  void of_several_trainings_a_log_gets_one_line_each_with_the_time_that_is_left() {
    EpochLines lines = new EpochLines(log(), () -> seconds);

    lines.event(new WorkerEvent.Training("Repeat 1 of 2, fold 1 of 5", 1, 10));
    lines.event(epoch(99));
    lines.event(epoch(100));
    seconds = 60;
    lines.event(trained("Repeat 1 of 2, fold 1 of 5", 1, 10, 100));
    seconds = 70;
    lines.event(new WorkerEvent.Training("Repeat 1 of 2, fold 2 of 5", 2, 10));
    seconds = 90;
    lines.event(trained("Repeat 1 of 2, fold 2 of 5", 2, 10, 41));

    assertThat(logged)
        .containsExactly(
            "Repeat 1 of 2, fold 1 of 5: 100 epochs, that of epoch 26 kept - loss 0.1234 - accuracy"
                + " 0.950 - validation loss 0.2000 - validation accuracy 0.900 - 1 min 0 s; 1 of 10"
                + " trainings done, about 9 min 0 s left.",
            "Repeat 1 of 2, fold 2 of 5: 41 epochs, that of epoch 26 kept - loss 0.1234 - accuracy"
                + " 0.950 - validation loss 0.2000 - validation accuracy 0.900 - 20 s; 2 of 10"
                + " trainings done, about 6 min 0 s left.");
  }

  @Test
  void the_last_training_leaves_nothing_to_wait_for() {
    EpochLines lines = new EpochLines(log(), () -> seconds);

    lines.event(new WorkerEvent.Training("Repeat 1 of 1, fold 2 of 2", 1, 1));
    lines.event(trained("Repeat 1 of 1, fold 2 of 2", 1, 1, 26));

    assertThat(logged).hasSize(1);
    assertThat(logged.get(0))
        .startsWith("Repeat 1 of 1, fold 2 of 2: 26 epochs - loss 0.1234")
        .endsWith("; 1 of 1 trainings done.");
  }

  @Test
  void a_terminal_keeps_what_each_training_gave() {
    LiveLine line = live(200);

    line.event(new WorkerEvent.Training("Repeat 1 of 1, fold 1 of 2", 1, 2));
    line.event(epoch(100));
    line.event(trained("Repeat 1 of 1, fold 1 of 2", 1, 2, 100));
    line.event(new WorkerEvent.Training("Repeat 1 of 1, fold 2 of 2", 2, 2));
    line.close();

    assertThat(logged).hasSize(1);
    assertThat(logged.get(0)).startsWith("Repeat 1 of 1, fold 1 of 2: 100 epochs");
  }

  @Test
  void a_terminal_counts_the_time_left_over_all_trainings() {
    LiveLine line = live(200);

    line.event(new WorkerEvent.Training("Repeat 1 of 1, fold 1 of 2", 1, 2));
    line.event(batch(1, 0));
    line.event(epoch(100));
    seconds = 10;
    line.event(new WorkerEvent.Training("Repeat 1 of 1, fold 2 of 2", 2, 2));
    line.event(batch(1, 0));

    assertThat(terminal.toString())
        .contains("2/2 1/100 [========        ] loss 0.5000 acc 0.750 160 images/s 10 s left");
    assertThat(logged).hasSize(1).first().asString().contains("100/100");
  }

  @Test
  void a_terminal_gets_one_line_that_is_drawn_again_with_speed_and_time_left() {
    LiveLine line = live(200);

    line.event(batch(1, 0));
    seconds = 10;
    line.event(batch(51, 0));

    assertThat(terminal.toString())
        .contains("51/100 [========        ] loss 0.5000 acc 0.750 80 images/s 10 s left");
    assertThat(terminal.toString()).doesNotContain("\n");
    assertThat(logged).isEmpty();
  }

  @Test
  void a_narrow_terminal_never_wraps() {
    live(20).event(batch(1, 8));

    assertThat(terminal.toString().replace("\r\u001b[K", "")).hasSizeLessThan(20);
  }

  @Test
  void the_last_epoch_stays_in_the_log() {
    LiveLine line = live(80);

    line.event(epoch(6));
    line.event(epoch(7));
    line.close();

    assertThat(logged).hasSize(1).first().asString().contains("7/100");
    assertThat(terminal.toString()).endsWith("\r\u001b[K");
  }

  @Test
  void a_warning_stands_above_the_line() {
    live(80).event(new WorkerEvent.Warning("careful"));

    assertThat(logged).containsExactly("careful");
    assertThat(terminal.toString()).isEqualTo("\r\u001b[K");
  }

  @Test
  void durations_are_readable() {
    assertThat(EpochFormat.duration(59.4)).isEqualTo("59 s");
    assertThat(EpochFormat.duration(200)).isEqualTo("3 min 20 s");
    assertThat(EpochFormat.duration(7_500)).isEqualTo("2 h 5 min");
  }

  @Test
  void ci_and_dumb_terminals_get_no_live_line() {
    assertThat(Terminal.allows(Map.of("TERM", "xterm"))).isTrue();
    assertThat(Terminal.allows(Map.of("TERM", "xterm", "CI", "true"))).isFalse();
    assertThat(Terminal.allows(Map.of("TERM", "dumb"))).isFalse();
  }

  @Test
  void batch_mode_and_parallel_builds_get_no_live_line() {
    assertThat(Terminal.watched(false, 1, Map.of("TERM", "xterm"))).isEmpty();
    assertThat(Terminal.watched(true, 2, Map.of("TERM", "xterm"))).isEmpty();
  }

  private LiveLine live(int columns) {
    return new LiveLine(new PrintWriter(terminal), columns, log(), () -> seconds);
  }

  private static WorkerEvent.Batch batch(int epoch, int images) {
    return new WorkerEvent.Batch(epoch, 100, images, 16, 0.5, 0.75);
  }

  private static WorkerEvent.Epoch epoch(int number) {
    return new WorkerEvent.Epoch(
        new EpochResult(number, 0.4123, 0.871, OptionalDouble.empty(), OptionalDouble.empty()),
        100,
        2.1);
  }

  private static WorkerEvent.Trained trained(String name, int number, int of, int epochs) {
    return new WorkerEvent.Trained(
        name,
        number,
        of,
        epochs,
        new EpochResult(26, 0.1234, 0.95, OptionalDouble.of(0.2), OptionalDouble.of(0.9)));
  }

  private SystemStreamLog log() {
    return new SystemStreamLog() {
      @Override
      public void info(CharSequence content) {
        logged.add(content.toString());
      }

      @Override
      public void warn(CharSequence content) {
        logged.add(content.toString());
      }
    };
  }
}
