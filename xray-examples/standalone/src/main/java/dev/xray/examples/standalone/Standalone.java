package dev.xray.examples.standalone;

import dev.xray.core.XrayException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.pipeline.Evaluated;
import dev.xray.core.pipeline.Xray;
import dev.xray.core.pipeline.XrayListener;
import dev.xray.core.training.EpochResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Trains and evaluates a model, as the Maven goals do, in a program of one's own. */
public final class Standalone {
  private Standalone() {}

  /**
   * Trains on a folder with {@code metadata.csv} and {@code images}.
   *
   * @param arguments the data set's folder, the folder to work in, the number of epochs
   * @throws XrayException if the data set or a setting cannot be used
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] arguments) throws XrayException, IOException {
    Path data = Path.of(arguments[0]);
    Path work = Path.of(arguments[1]);
    int epochs = Integer.parseInt(arguments[2]);

    Evaluated evaluated =
        Xray.dataset(dataset(data))
            .name("standalone")
            .recipe("article")
            .set("training.epochs", epochs)
            .seed(1)
            .workIn(work)
            .listener(new Console())
            .train()
            .evaluate();

    System.out.println(evaluated.table());
    System.out.println("Report: " + evaluated.files().page());
  }

  private static DatasetSpec dataset(Path folder) {
    return new DatasetSpec(
        new Classes("normal", "covid"),
        List.of(source(folder, "covid", "COVID-19"), source(folder, "normal", "No finding")));
  }

  private static SourceSpec source(Path folder, String label, String finding) {
    return new SourceSpec(
        label,
        Optional.of(folder.resolve("metadata.csv")),
        folder.resolve("images"),
        Map.of("finding", finding),
        label,
        false);
  }

  /** Prints a line an epoch. */
  private static final class Console implements XrayListener {
    @Override
    public void epoch(EpochResult result, int epochs, double seconds) {
      System.out.printf(
          Locale.ROOT,
          "epoch %d/%d  loss %.4f  accuracy %.3f  %.1f s%n",
          result.epoch(),
          epochs,
          result.loss(),
          result.accuracy(),
          seconds);
    }

    @Override
    public void warning(String text) {
      System.err.println(text);
    }
  }
}
