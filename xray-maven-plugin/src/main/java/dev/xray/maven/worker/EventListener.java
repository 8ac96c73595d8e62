package dev.xray.maven.worker;

import dev.xray.core.pipeline.XrayListener;
import dev.xray.core.training.EpochResult;
import dev.xray.core.training.History;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Turns what the pipeline tells into events, thinned out where they come thick. Thread-safe. */
final class EventListener implements XrayListener {
  private static final long PAUSE_NANOS = 200_000_000L;

  private final Consumer<WorkerEvent> sink;
  private final AtomicLong lastSent = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

  EventListener(Consumer<WorkerEvent> sink) {
    this.sink = sink;
  }

  @Override
  public void resumed(int completedEpochs) {
    sink.accept(new WorkerEvent.Resumed(completedEpochs));
  }

  @Override
  public void batch(int epoch, int epochs, int images, int of, double loss, double accuracy) {
    if (due()) {
      sink.accept(new WorkerEvent.Batch(epoch, epochs, images, of, loss, accuracy));
    }
  }

  @Override
  public void epoch(EpochResult result, int epochs, double seconds) {
    sink.accept(new WorkerEvent.Epoch(result, epochs, seconds));
  }

  @Override
  public void message(String text) {
    sink.accept(new WorkerEvent.Log(text));
  }

  @Override
  public void progress(String stage, int done, int of) {
    if (done == of || due()) {
      sink.accept(new WorkerEvent.Progress(stage, done, of));
    }
  }

  @Override
  public void training(String name, int number, int of) {
    sink.accept(new WorkerEvent.Training(name, number, of));
  }

  @Override
  public void trained(String name, int number, int of, History history) {
    int kept = history.bestEpoch().orElse(history.epochs().size());
    sink.accept(
        new WorkerEvent.Trained(
            name, number, of, history.epochs().size(), history.epochs().get(kept - 1)));
  }

  @Override
  public void warning(String text) {
    sink.accept(new WorkerEvent.Warning(text));
  }

  private boolean due() {
    long now = System.nanoTime();
    long last = lastSent.get();
    return now - last >= PAUSE_NANOS && lastSent.compareAndSet(last, now);
  }
}
