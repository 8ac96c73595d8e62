package dev.xray.core.training;

import dev.xray.core.XrayException;
import dev.xray.core.image.Pixels;
import dev.xray.core.network.TrainingNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One run of the training loop, from a checkpoint to the end. Used once. */
final class TrainingRun {
  private final TrainingPlan plan;
  private final TrainingNetwork network;
  private final Pixels training;
  private final Optional<Pixels> validation;
  private final TrainingListener listener;
  private final Optional<Checkpoints> checkpoints;
  private final List<EpochResult> epochs;
  private final BestEpoch best;
  private boolean finished;

  TrainingRun(
      TrainingPlan plan,
      TrainingNetwork network,
      Pixels training,
      Optional<Pixels> validation,
      TrainingListener listener,
      Optional<Checkpoints> checkpoints,
      Checkpoint start) {
    this.plan = plan;
    this.network = network;
    this.training = training;
    this.validation = validation;
    this.listener = listener;
    this.checkpoints = checkpoints;
    this.epochs = new ArrayList<>(start.epochs());
    this.best = new BestEpoch(plan.training(), start.best());
    this.finished = start.finished();
  }

  TrainingResult run() throws XrayException, IOException {
    if (!finished) {
      int first = epochs.size() + 1;
      BatchAssembler assembler = new BatchAssembler(training, plan);
      try (BatchStream batches = new BatchStream(assembler, first, plan.training().epochs())) {
        for (int epoch = first; !finished; epoch++) {
          epoch(epoch, batches);
        }
      }
    }
    return new TrainingResult(
        best.weights().orElseGet(network::weights), new History(epochs, best.epoch()));
  }

  private void epoch(int epoch, BatchStream batches) throws XrayException, IOException {
    long start = System.nanoTime();
    Tally tally = new Tally();
    for (int number = 0; number < batches.batches(); number++) {
      Batch batch = batches.next();
      tally.add(
          network.step(batch.pixels(), batch.labels(), batch.lossWeights(), batch.size()), batch);
      checkLoss(tally.loss(), epoch);
      listener.batch(
          epoch,
          plan.training().epochs(),
          tally.images(),
          training.size(),
          tally.loss(),
          tally.accuracy());
    }
    Optional<Tally> judged = validation.map(this::validate);
    EpochResult result = result(epoch, tally, judged);
    epochs.add(result);
    best.see(result, network::weights);
    finished = epoch >= plan.training().epochs() || best.stopsAfter(epoch);
    save(epoch);
    listener.epoch(result, plan.training().epochs(), (System.nanoTime() - start) / 1e9);
  }

  private void save(int epoch) throws IOException {
    if (checkpoints.isPresent() && (finished || checkpoints.get().due(epoch))) {
      CheckpointFile.write(
          checkpoints.get().file(),
          checkpoints.get().inputsDigest(),
          new Checkpoint(List.copyOf(epochs), finished, network.state(), best.best()));
    }
  }

  private Tally validate(Pixels pixels) {
    Tally tally = new Tally();
    PlainBatches.forEach(
        pixels,
        network.summary().imagesAtOnce(),
        batch -> tally.add(network.logits(batch.pixels(), batch.size()), batch));
    return tally;
  }

  private static EpochResult result(int epoch, Tally tally, Optional<Tally> judged) {
    return new EpochResult(
        epoch,
        tally.loss(),
        tally.accuracy(),
        judged.map(t -> OptionalDouble.of(t.loss())).orElse(OptionalDouble.empty()),
        judged.map(t -> OptionalDouble.of(t.accuracy())).orElse(OptionalDouble.empty()));
  }

  private void checkLoss(double loss, int epoch) throws XrayException {
    if (!Double.isFinite(loss)) {
      throw new XrayException(
          "The training loss is no longer a number in epoch "
              + epoch
              + ": the steps are too large. Lower training.learningRate ("
              + plan.training().learningRate()
              + ").");
    }
  }
}
