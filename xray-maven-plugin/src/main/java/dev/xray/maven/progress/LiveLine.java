package dev.xray.maven.progress;

import dev.xray.maven.worker.WorkerEvent;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.apache.maven.plugin.logging.Log;

/**
 * For people at a terminal: one line that is drawn over and over. Whatever is logged meanwhile
 * stands above it. The last epoch stays in the log; of several trainings, what each gave.
 */
public final class LiveLine implements Progress {
  private static final int BAR = 16;

  /** Carriage return and erase to the end of the line. */
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter terminal;
  private final int columns;
  private final Log log;
  private final DoubleSupplier clock;

  /** When the first batch of this run was seen. */
  private double startSeconds = Double.NaN;

  /** Share of the whole training that was done then: more than nothing where it was resumed. */
  private double startShare;

  private Optional<WorkerEvent.Epoch> lastEpoch = Optional.empty();

  private final Trainings trainings;

  /**
   * Draws on a terminal.
   *
   * @param terminal where the line is drawn
   * @param columns of the terminal; longer lines are cut, so that they never wrap
   * @param log for what is to stay
   * @param clock seconds since any fixed moment
   */
  public LiveLine(PrintWriter terminal, int columns, Log log, DoubleSupplier clock) {
    this.terminal = terminal;
    this.columns = columns;
    this.log = log;
    this.clock = clock;
    this.trainings = new Trainings(clock);
  }

  @Override
  public void event(WorkerEvent event) {
    if (event instanceof WorkerEvent.Batch batch) {
      draw(batch);
    } else if (event instanceof WorkerEvent.Progress progress) {
      draw(progress);
    } else if (event instanceof WorkerEvent.Epoch epoch) {
      lastEpoch = Optional.of(epoch);
    } else if (event instanceof WorkerEvent.Training training) {
      close();
      lastEpoch = Optional.empty();
      trainings.begin(training);
    } else if (event instanceof WorkerEvent.Trained trained) {
      clear();
      lastEpoch = Optional.empty();
      log.info(trainings.done(trained));
    } else {
      clear();
      Messages.log(event, log);
    }
  }

  @Override
  public void close() {
    clear();
    lastEpoch.ifPresent(
        epoch -> log.info(EpochFormat.epoch(epoch.result(), epoch.epochs(), epoch.seconds())));
  }

  private void clear() {
    terminal.print(CLEAR);
    terminal.flush();
  }

  private void draw(WorkerEvent.Batch batch) {
    double share =
        trainings.share(
            (batch.epoch() - 1 + (double) batch.images() / batch.of()) / batch.epochs());
    if (Double.isNaN(startSeconds)) {
      startSeconds = clock.getAsDouble();
      startShare = share;
    }
    draw(
        trainings.number()
            + batch.epoch()
            + "/"
            + batch.epochs()
            + " "
            + bar(share)
            + String.format(Locale.ROOT, " loss %.4f acc %.3f", batch.loss(), batch.accuracy())
            + speed(share, (double) batch.of() * batch.epochs() * trainings.count()));
  }

  private void draw(WorkerEvent.Progress progress) {
    if (progress.done() == progress.of()) {
      clear();
      log.info(progress.stage() + ": " + progress.of() + " images");
    } else {
      draw(
          progress.stage()
              + " "
              + bar((double) progress.done() / progress.of())
              + " "
              + progress.done()
              + "/"
              + progress.of());
    }
  }

  private String speed(double share, double allImages) {
    double seconds = clock.getAsDouble() - startSeconds;
    double done = share - startShare;
    if (seconds <= 0 || done <= 0) {
      return "";
    }
    return String.format(Locale.ROOT, " %.0f images/s ", done * allImages / seconds)
        + EpochFormat.duration(seconds / done * (1 - share))
        + " left";
  }

  private static String bar(double share) {
    int full = (int) Math.floor(Math.min(1, share) * BAR);
    return "[" + "=".repeat(full) + " ".repeat(BAR - full) + "]";
  }

  private void draw(String line) {
    terminal.print(CLEAR + (line.length() < columns ? line : line.substring(0, columns - 1)));
    terminal.flush();
  }
}
