package dev.xray.core.training;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.image.Pixels;
import dev.xray.core.network.AdamState;
import dev.xray.core.network.GlorotUniform;
import dev.xray.core.network.NetworkSummary;
import dev.xray.core.network.TrainingNetwork;
import dev.xray.core.network.Weights;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.tensorflow.exceptions.TFResourceExhaustedException;

/**
 * Trains a network. The same plan, pixels and runtime give the same weights, bit for bit, also when
 * the run is cut off and resumed from a checkpoint. Immutable; runs may share one trainer.
 */
public final class Trainer {
  private final TensorFlowRuntime runtime;
  private final TrainingPlan plan;

  /**
   * A trainer for a plan.
   *
   * @param runtime where the network runs
   * @param plan what to do
   */
  public Trainer(TensorFlowRuntime runtime, TrainingPlan plan) {
    this.runtime = runtime;
    this.plan = plan;
  }

  /**
   * Trains, or goes on where a checkpoint of the same inputs left off.
   *
   * @param training images to learn from, at least 1
   * @param validation images whose loss is told after each epoch; of the same size
   * @param listener hears of the progress on this thread
   * @param checkpoints where the run saves itself; a checkpoint that is damaged or has other inputs
   *     is ignored with a message to the listener, and replaced
   * @return weights and history
   * @throws SettingException if a setting is out of range, needs a validation part that is missing,
   *     or the images are too small for the network
   * @throws XrayException if the loss is no longer a number, or memory does not suffice
   * @throws IOException if a checkpoint cannot be read or written
   */
  public TrainingResult train(
      Pixels training,
      Optional<Pixels> validation,
      TrainingListener listener,
      Optional<Checkpoints> checkpoints)
      throws XrayException, IOException {
    Optional<Pixels> judged = validation.filter(pixels -> pixels.size() > 0);
    check(training, judged, checkpoints);
    StageClock clock = new StageClock();
    try (TrainingNetwork network =
        new TrainingNetwork(
            runtime,
            plan.network(),
            training.width(),
            training.height(),
            plan.training().adam(),
            plan.seed())) {
      Checkpoint start = start(training, network.summary(), listener, checkpoints);
      network.restore(start.state());
      return new TrainingRun(plan, network, training, judged, listener, checkpoints, start, clock)
          .run();
    } catch (TFResourceExhaustedException e) {
      throw new XrayException(
          "The network does not fit into the memory of "
              + runtime.info().device()
              + ". Lower training.batchSize ("
              + plan.training().batchSize()
              + ") or network.filters, or use smaller images.",
          e);
    }
  }

  private void check(
      Pixels training, Optional<Pixels> validation, Optional<Checkpoints> checkpoints)
      throws SettingException {
    plan.training().validate(validation.isPresent());
    if (checkpoints.isPresent()) {
      checkpoints.get().validate();
    }
    if (training.size() < 1) {
      throw new IllegalArgumentException("no images to learn from");
    }
    if (validation.isPresent()
        && (validation.get().width() != training.width()
            || validation.get().height() != training.height())) {
      throw new IllegalArgumentException("validation images of another size");
    }
  }

  private Checkpoint start(
      Pixels training,
      NetworkSummary summary,
      TrainingListener listener,
      Optional<Checkpoints> checkpoints)
      throws XrayException, IOException {
    Optional<Checkpoint> found =
        checkpoints.isPresent() ? find(checkpoints.get(), summary, listener) : Optional.empty();
    if (found.isPresent()) {
      listener.resumed(found.get().epochs().size());
      return found.get();
    }
    Weights weights =
        GlorotUniform.weights(plan.network(), training.width(), training.height(), plan.seed());
    return Checkpoint.first(AdamState.start(weights));
  }

  private Optional<Checkpoint> find(
      Checkpoints checkpoints, NetworkSummary summary, TrainingListener listener)
      throws IOException {
    if (!Files.exists(checkpoints.file())) {
      return Optional.empty();
    }
    try {
      Checkpoint checkpoint = CheckpointFile.read(checkpoints.file(), checkpoints.inputsDigest());
      if (!checkpoint.state().weights().fit(summary)
          || checkpoint.epochs().size() > plan.training().epochs()) {
        throw new CheckpointFile.UnusableException("belongs to another network or plan");
      }
      return Optional.of(checkpoint);
    } catch (CheckpointFile.UnusableException e) {
      listener.message(
          "The checkpoint "
              + checkpoints.file()
              + " "
              + e.getMessage()
              + " and is ignored; training starts from epoch 1.");
      return Optional.empty();
    }
  }
}
