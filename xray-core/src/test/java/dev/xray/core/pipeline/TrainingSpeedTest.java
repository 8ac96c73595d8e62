package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.network.NetworkSettings;
import dev.xray.core.network.NetworkSummary;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.TrainingTimes;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrainingSpeedTest {
  private static TrainingSpeed speed(TrainingTimes times) throws Exception {
    return TrainingSpeed.of(
        TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true)),
        NetworkSummary.of(NetworkSettings.article(), 200, 200),
        times,
        1000);
  }

  @Test
  void counts_steps_and_waiting_for_batches_and_measures_the_peak_of_this_machine()
      throws Exception {
    TrainingSpeed speed = speed(new TrainingTimes(1, 2, 18, 4, 1));

    assertThat(speed.gflopPerSecond()).isCloseTo(593.6 / 20, Offset.offset(0.1));
    assertThat(speed.peakGflopPerSecond().orElseThrow()).isBetween(0.5, 1e6);
    assertThat(speed.shareOfPeak().orElseThrow())
        .isEqualTo(speed.gflopPerSecond() / speed.peakGflopPerSecond().orElseThrow());
    assertThat(speed.lines(40, 3))
        .first()
        .asString()
        .startsWith("Trained at 40.0 images/s: 29.7 GFLOP/s in its steps, ")
        .endsWith("with which this machine multiplies large matrices.");
    assertThat(speed.lines(40, 3))
        .last()
        .isEqualTo(
            "Time: 3.0 s of preprocessing, 1.0 s of building the network, 25.0 s of epochs: steps"
                + " 72%, waiting for batches 8%, validation 16%, checkpoints 4%.");
  }

  @Test
  void measures_no_peak_after_a_training_that_is_as_short_as_the_measurement() throws Exception {
    TrainingSpeed speed = speed(new TrainingTimes(1, 1, 2, 0, 0));

    assertThat(speed.peakGflopPerSecond()).isEmpty();
    assertThat(speed.shareOfPeak()).isEmpty();
    assertThat(speed.lines(333, 0))
        .first()
        .isEqualTo("Trained at 333.0 images/s: 197.9 GFLOP/s in its steps.");
  }
}
