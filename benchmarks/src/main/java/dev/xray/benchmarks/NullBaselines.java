package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.audit.Alarms;
import dev.xray.core.audit.Check;
import dev.xray.core.audit.association.Association;
import dev.xray.core.audit.association.Associations;
import dev.xray.core.audit.baseline.Baseline;
import dev.xray.core.audit.baseline.BaselineResult;
import dev.xray.core.audit.baseline.Baselines;
import dev.xray.core.audit.facts.FactsReader;
import dev.xray.core.audit.facts.ImageFacts;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.LungMasks;
import dev.xray.core.dataset.Split;
import dev.xray.core.dataset.SplitSettings;
import dev.xray.core.dataset.Splitter;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.dataset.phantom.Shortcut;
import dev.xray.core.pipeline.UpToDate;
import dev.xray.core.pipeline.Xray;
import dev.xray.core.pipeline.XrayListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What the data half of the audit says of phantoms, seed by seed, without a shortcut and with one
 * planted: the two arms differ in the marker alone. Half of the images are for testing.
 *
 * <p>Arguments: a folder to write phantoms to, number of images, nominal side in pixels, first and
 * last seed. Prints a Markdown table.
 */
public final class NullBaselines {
  private final PhantomSettings settings;
  private final double[][] sums = new double[Shortcut.values().length][Baseline.values().length];
  private int alarmed;

  private NullBaselines(PhantomSettings settings) {
    this.settings = settings;
  }

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    NullBaselines benchmark =
        new NullBaselines(
            PhantomSettings.defaults()
                .withImages(Integer.parseInt(arguments[1]))
                .withSize(Integer.parseInt(arguments[2])));
    System.out.println(benchmark.header());
    long[] seeds =
        LongStream.rangeClosed(Long.parseLong(arguments[3]), Long.parseLong(arguments[4]))
            .toArray();
    for (Shortcut arm : List.of(Shortcut.OFF, Shortcut.PLANTED)) {
      for (long seed : seeds) {
        Path folder = Path.of(arguments[0]).resolve(arm.name()).resolve(Long.toString(seed));
        System.out.println(benchmark.row(arm, new Seed(seed), folder));
      }
      System.out.println(benchmark.means(arm, seeds.length));
    }
  }

  private String header() {
    StringBuilder head = new StringBuilder("| arm | seed ");
    StringBuilder line = new StringBuilder("|---|---");
    for (Baseline baseline : Baseline.values()) {
      head.append("| ").append(baseline.id()).append(' ');
      line.append("|---");
    }
    return head + "| alarms |\n" + line + "|---|";
  }

  private String row(Shortcut arm, Seed seed, Path folder) throws Exception {
    if (!UpToDate.phantoms(settings.withShortcut(arm), seed.value(), folder)) {
      Xray.phantom(settings.withShortcut(arm), seed.value(), folder, XrayListener.NONE);
    }
    Dataset dataset = PhantomData.read(folder, seed);
    Split split =
        Splitter.split(
            dataset.images(),
            PhantomData.CLASSES,
            new SplitSettings(0.5, 0, true, List.of()),
            seed);
    List<ImageFacts> facts =
        new FactsReader(
                LungMasks.in(Optional.empty()),
                folder.resolve("facts.json"),
                Runtime.getRuntime().availableProcessors())
            .read(dataset.images(), done -> {});
    List<BaselineResult> results = Baselines.of(dataset, split, facts, seed);
    StringBuilder row = new StringBuilder(String.format("| %s | %d ", arm, seed.value()));
    for (BaselineResult result : results) {
      double auc = result.auc().value().orElse(Double.NaN);
      sums[arm.ordinal()][result.baseline().ordinal()] += auc;
      row.append(String.format("| %.3f ", auc));
    }
    return row + "| " + alarms(results, Associations.of(dataset, facts, seed.value())) + " |";
  }

  /** Ids of the checks that alarm, decided over all of the data half together. */
  private String alarms(List<BaselineResult> baselines, List<Association> associations) {
    List<Check> checks = new ArrayList<>(Associations.checks(associations));
    checks.addAll(Baselines.checks(baselines));
    List<String> raised =
        Alarms.of(checks).stream()
            .filter(Alarms.Alarm::raised)
            .map(alarm -> alarm.check().id())
            .toList();
    alarmed += raised.isEmpty() ? 0 : 1;
    return raised.isEmpty() ? "none" : String.join(", ", raised);
  }

  private String means(Shortcut arm, int seeds) {
    StringBuilder row = new StringBuilder(String.format("| %s | mean ", arm));
    for (double sum : sums[arm.ordinal()]) {
      row.append(String.format("| %.3f ", sum / seeds));
    }
    String counted = "| " + alarmed + " of " + seeds + " |";
    alarmed = 0;
    return row + counted;
  }
}
