package dev.xray.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.image.AugmentationSettings;
import dev.xray.core.image.Pixels;
import dev.xray.core.network.NetworkSettings;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  private static final NetworkSettings SMALL =
      new NetworkSettings(1, List.of(4, 3), 3, List.of(5), 0.5);
  private static final AugmentationSettings AUGMENTATION =
      new AugmentationSettings(15, 0.8, 1.2, 0.02, 0.05);
  private static final Pixels TRAINING = RandomPixels.of(19, 20, 1);
  private static final Pixels VALIDATION = RandomPixels.of(7, 20, 2);

  @TempDir private Path folder;

  private static TrainingSettings settings(int epochs) {
    return new TrainingSettings(epochs, 4, 1e-2, 0.9, 0.999, 1e-7, true, 0, true);
  }

  private static TrainingPlan plan(TrainingSettings settings) {
    return new TrainingPlan(SMALL, settings, AUGMENTATION, new Seed(7));
  }

  private static TrainingResult train(
      TrainingPlan plan, TrainingListener listener, Optional<Checkpoints> checkpoints)
      throws XrayException, IOException {
    TensorFlowRuntime runtime = TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true));
    return new Trainer(runtime, plan)
        .train(TRAINING, Optional.of(VALIDATION), listener, checkpoints);
  }

  private Optional<Checkpoints> checkpoints(int every, String inputs) {
    return Optional.of(new Checkpoints(folder, every, inputs));
  }

  /** Dies in an epoch, as after {@code kill -9}. */
  private static TrainingListener dyingIn(int epoch) {
    return new TrainingListener() {
      @Override
      public void batch(int at, int epochs, int images, int of, double loss, double accuracy) {
        if (at == epoch && images > of / 2) {
          throw new DeathException();
        }
      }
    };
  }

  private static final class DeathException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Heard implements TrainingListener {
    private final List<String> messages = new ArrayList<>();
    private final List<Integer> epochs = new ArrayList<>();
    private final List<Integer> images = new ArrayList<>();
    private int resumedAfter = -1;

    @Override
    public void resumed(int completedEpochs) {
      resumedAfter = completedEpochs;
    }

    @Override
    public void batch(int epoch, int all, int done, int of, double loss, double accuracy) {
      images.add(done);
    }

    @Override
    public void epoch(EpochResult result, int all, double seconds) {
      epochs.add(result.epoch());
    }

    @Override
    public void message(String text) {
      messages.add(text);
    }
  }

  @Test
  void the_same_seed_gives_the_same_weights_bit_for_bit() throws Exception {
    TrainingResult first = train(plan(settings(3)), TrainingListener.NONE, Optional.empty());
    TrainingResult second = train(plan(settings(3)), TrainingListener.NONE, Optional.empty());
    assertThat(first.weights().bitwiseEquals(second.weights())).isTrue();
    assertThat(first.history()).isEqualTo(second.history());
  }

  @Test
  void another_seed_gives_other_weights() throws Exception {
    TrainingPlan other = new TrainingPlan(SMALL, settings(1), AUGMENTATION, new Seed(8));
    TrainingResult first = train(plan(settings(1)), TrainingListener.NONE, Optional.empty());
    TrainingResult second = train(other, TrainingListener.NONE, Optional.empty());
    assertThat(first.weights().bitwiseEquals(second.weights())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void a_run_killed_in_any_epoch_ends_like_an_uninterrupted_one(int epoch) throws Exception {
    TrainingPlan plan = plan(settings(5));
    TrainingResult uninterrupted = train(plan, TrainingListener.NONE, Optional.empty());
    assertThatThrownBy(() -> train(plan, dyingIn(epoch), checkpoints(2, "a")))
        .isInstanceOf(DeathException.class);
    Heard heard = new Heard();
    TrainingResult resumed = train(plan, heard, checkpoints(2, "a"));
    int saved = (epoch - 1) / 2 * 2;
    assertThat(heard.resumedAfter).isEqualTo(saved == 0 ? -1 : saved);
    assertThat(heard.epochs).isEqualTo(IntStream.rangeClosed(saved + 1, 5).boxed().toList());
    assertThat(resumed.history()).isEqualTo(uninterrupted.history());
    assertThat(resumed.weights().bitwiseEquals(uninterrupted.weights())).isTrue();
  }

  @Test
  void a_finished_run_is_not_trained_again() throws Exception {
    TrainingResult first = train(plan(settings(3)), TrainingListener.NONE, checkpoints(2, "a"));
    Heard heard = new Heard();
    TrainingResult again = train(plan(settings(3)), heard, checkpoints(2, "a"));
    assertThat(heard.epochs).isEmpty();
    assertThat(again.history()).isEqualTo(first.history());
    assertThat(again.weights().bitwiseEquals(first.weights())).isTrue();
  }

  @Test
  void a_run_tells_where_its_time_went_and_counts_nothing_of_an_earlier_one() throws Exception {
    double[] heard = {0};
    TrainingListener adding =
        new TrainingListener() {
          @Override
          public void epoch(EpochResult result, int all, double seconds) {
            heard[0] += seconds;
          }
        };
    TrainingTimes times = train(plan(settings(3)), adding, checkpoints(1, "a")).times();
    assertThat(List.of(times.building(), times.waiting(), times.steps(), times.validation()))
        .allMatch(seconds -> seconds > 0);
    assertThat(times.checkpoints()).isPositive();
    assertThat(times.epochs())
        .isEqualTo(times.waiting() + times.steps() + times.validation() + times.checkpoints())
        .isGreaterThanOrEqualTo(heard[0] / 2);

    TrainingTimes again =
        train(plan(settings(3)), TrainingListener.NONE, checkpoints(1, "a")).times();
    assertThat(again.building()).isPositive();
    assertThat(again.epochs()).isZero();
  }

  @Test
  void a_checkpoint_of_other_inputs_is_ignored_with_a_message() throws Exception {
    train(plan(settings(2)), TrainingListener.NONE, checkpoints(1, "a"));
    Heard heard = new Heard();
    train(plan(settings(2)), heard, checkpoints(1, "b"));
    assertThat(heard.resumedAfter).isEqualTo(-1);
    assertThat(heard.epochs).containsExactly(1, 2);
    assertThat(heard.messages).singleElement().asString().contains("other inputs");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 100, 2000, -1})
  void a_damaged_checkpoint_is_ignored_with_a_message(int length) throws Exception {
    train(plan(settings(2)), TrainingListener.NONE, checkpoints(1, "a"));
    Path file = new Checkpoints(folder, 1, "a").file();
    byte[] bytes = Files.readAllBytes(file);
    if (length < 0) {
      bytes[bytes.length / 2] ^= 1;
    } else {
      bytes = java.util.Arrays.copyOf(bytes, length);
    }
    Files.write(file, bytes);
    Heard heard = new Heard();
    train(plan(settings(2)), heard, checkpoints(1, "a"));
    assertThat(heard.epochs).containsExactly(1, 2);
    assertThat(heard.messages).singleElement().asString().contains("damaged");
  }

  @Test
  void the_last_partial_batch_is_trained_too() throws Exception {
    Heard heard = new Heard();
    train(plan(settings(1)), heard, Optional.empty());
    assertThat(heard.images).containsExactly(4, 8, 12, 16, 19);
  }

  @Test
  void the_network_learns() throws Exception {
    TrainingSettings plain = new TrainingSettings(30, 4, 1e-2, 0.9, 0.999, 1e-7, false, 0, false);
    TrainingPlan plan =
        new TrainingPlan(
            new NetworkSettings(1, List.of(4), 3, List.of(8), 0),
            plain,
            AugmentationSettings.NONE,
            new Seed(1));
    TrainingResult result = train(plan, TrainingListener.NONE, Optional.empty());
    List<EpochResult> epochs = result.history().epochs();
    assertThat(epochs).hasSize(30);
    assertThat(epochs.get(29).accuracy()).isEqualTo(1);
    assertThat(epochs.get(29).validationAccuracy()).hasValue(1);
    assertThat(epochs.get(29).loss()).isLessThan(epochs.get(0).loss());
    assertThat(result.history().bestEpoch()).isEmpty();
  }

  @Test
  void best_weights_are_those_of_the_epoch_with_the_lowest_validation_loss() throws Exception {
    TrainingResult result = train(plan(settings(8)), TrainingListener.NONE, Optional.empty());
    int best = result.history().bestEpoch().orElseThrow();
    TrainingSettings last = new TrainingSettings(best, 4, 1e-2, 0.9, 0.999, 1e-7, true, 0, false);
    TrainingResult until = train(plan(last), TrainingListener.NONE, Optional.empty());
    assertThat(result.weights().bitwiseEquals(until.weights())).isTrue();
    double lowest =
        result.history().epochs().stream()
            .mapToDouble(epoch -> epoch.validationLoss().orElseThrow())
            .min()
            .orElseThrow();
    assertThat(result.history().epochs().get(best - 1).validationLoss()).hasValue(lowest);
  }

  @Test
  void early_stopping_waits_for_as_many_epochs_as_its_patience() throws Exception {
    TrainingSettings impatient = new TrainingSettings(60, 4, 0.1, 0.9, 0.999, 1e-7, false, 2, true);
    TrainingResult result = train(plan(impatient), TrainingListener.NONE, Optional.empty());
    int best = result.history().bestEpoch().orElseThrow();
    assertThat(result.history().epochs()).hasSizeLessThan(60).hasSize(best + 2);
  }

  @Test
  void the_predictor_agrees_with_the_validation_of_the_last_epoch() throws Exception {
    TrainingSettings plain = new TrainingSettings(2, 4, 1e-2, 0.9, 0.999, 1e-7, false, 0, false);
    TrainingResult result = train(plan(plain), TrainingListener.NONE, Optional.empty());
    TensorFlowRuntime runtime = TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true));
    try (Predictor predictor = new Predictor(runtime, SMALL, result.weights(), 20, 20)) {
      float[] probabilities = predictor.predict(VALIDATION);
      double loss = 0;
      for (int i = 0; i < probabilities.length; i++) {
        double p = VALIDATION.label(i) == 1 ? probabilities[i] : 1 - probabilities[i];
        loss -= Math.log(p) / probabilities.length;
      }
      assertThat(result.history().epochs().get(1).validationLoss().orElseThrow())
          .isCloseTo(loss, org.assertj.core.data.Offset.offset(1e-6));
    }
  }

  @Test
  void a_loss_that_is_no_number_is_an_error_that_names_the_learning_rate() {
    TrainingSettings wild = new TrainingSettings(5, 4, 1e30, 0.9, 0.999, 1e-7, false, 0, false);
    assertThatThrownBy(() -> train(plan(wild), TrainingListener.NONE, Optional.empty()))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("training.learningRate");
  }

  @Test
  void early_stopping_without_a_validation_part_is_an_error() throws Exception {
    TensorFlowRuntime runtime = TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true));
    Trainer trainer = new Trainer(runtime, plan(settings(2)));
    assertThatThrownBy(
            () ->
                trainer.train(TRAINING, Optional.empty(), TrainingListener.NONE, Optional.empty()))
        .isInstanceOfSatisfying(
            SettingException.class,
            e -> assertThat(e.setting()).isEqualTo("training.restoreBestWeights"));
  }
}
