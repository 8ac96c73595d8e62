package dev.xray.core.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import dev.xray.core.image.AugmentationSettings;
import dev.xray.core.image.Pixels;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ResumePropertyTest {
  private static final int EPOCHS = 4;

  private static final class StopException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Property(tries = 10)
  void a_resumed_run_ends_bit_for_bit_like_an_uninterrupted_one(
      @ForAll @IntRange(min = 1, max = 17) int images,
      @ForAll @IntRange(min = 1, max = 6) int batchSize,
      @ForAll @IntRange(min = 1, max = 3) int every,
      @ForAll @IntRange(min = 1, max = EPOCHS) int killedIn,
      @ForAll @DoubleRange(max = 0.8) double dropout,
      @ForAll boolean best,
      @ForAll long seed)
      throws Exception {
    TrainingPlan plan =
        new TrainingPlan(
            new NetworkSettings(1, List.of(3), 3, List.of(4), dropout),
            new TrainingSettings(EPOCHS, batchSize, 1e-2, 0.9, 0.999, 1e-7, false, 0, best),
            new AugmentationSettings(10, 0.9, 1.1, 0, 0),
            new Seed(seed));
    Pixels pixels = RandomPixels.of(images, 12, seed);
    Path folder = Files.createTempDirectory("xray-resume");
    Checkpoints checkpoints = new Checkpoints(folder, every, "inputs");
    try {
      TrainingResult whole = train(plan, pixels, TrainingListener.NONE, Optional.empty());
      killIn(killedIn, plan, pixels, checkpoints);
      TrainingResult resumed = train(plan, pixels, TrainingListener.NONE, Optional.of(checkpoints));
      assertThat(resumed.history()).isEqualTo(whole.history());
      assertThat(resumed.weights().bitwiseEquals(whole.weights())).isTrue();
    } finally {
      checkpoints.delete();
      Files.delete(folder);
    }
  }

  private static void killIn(int epoch, TrainingPlan plan, Pixels pixels, Checkpoints checkpoints)
      throws Exception {
    TrainingListener killer =
        new TrainingListener() {
          @Override
          public void batch(int at, int epochs, int images, int of, double loss, double accuracy) {
            if (at == epoch) {
              throw new StopException();
            }
          }
        };
    try {
      train(plan, pixels, killer, Optional.of(checkpoints));
    } catch (StopException e) {
      // As intended.
    }
  }

  private static TrainingResult train(
      TrainingPlan plan,
      Pixels pixels,
      TrainingListener listener,
      Optional<Checkpoints> checkpoints)
      throws Exception {
    TensorFlowRuntime runtime = TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true));
    return new Trainer(runtime, plan).train(pixels, Optional.of(pixels), listener, checkpoints);
  }

  @Property(tries = 200)
  void every_epoch_sees_every_image_once(
      @ForAll @IntRange(min = 1, max = 500) int images, @ForAll int epoch, @ForAll long seed)
      throws IOException {
    int[] order = EpochOrder.of(images, epoch, new Seed(seed));
    assertThat(Arrays.stream(order).sorted().toArray())
        .isEqualTo(IntStream.range(0, images).toArray());
    assertThat(EpochOrder.of(images, epoch, new Seed(seed))).isEqualTo(order);
  }
}
