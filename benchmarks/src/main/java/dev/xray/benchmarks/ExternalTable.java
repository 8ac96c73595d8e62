package dev.xray.benchmarks;

import dev.xray.core.evaluation.ConfusionMatrix;
import dev.xray.core.report.AuditDocument;
import dev.xray.core.report.EvaluationDocument;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import dev.xray.core.report.EvaluationDocument.SetDocument;
import dev.xray.core.report.EvaluationDocument.ThresholdDocument;
import dev.xray.core.report.ProbeSection;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * The tables of {@code benchmarks/external.sh}, as Markdown.
 *
 * <p>Arguments: the folder of results, then the variants, each of which has folders {@code
 * seed-<number>} there.
 */
public final class ExternalTable {
  private static final String SET = "external";

  private final List<String> internal = new ArrayList<>();
  private final List<String> external = new ArrayList<>();
  private final List<String> joined = new ArrayList<>();
  private final TreeSet<String> cautions = new TreeSet<>();

  private ExternalTable() {}

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    ExternalTable table = new ExternalTable();
    Path results = Path.of(arguments[0]);
    for (String variant : List.of(arguments).subList(1, arguments.length)) {
      for (Path run : runs(results.resolve(variant))) {
        table.add(variant, run);
      }
    }
    System.out.println("Within the two collections, at threshold 0.5, with 95% intervals:\n");
    System.out.println(
        "| variant, seed | test AUC | right | border alone, AUC | `shortcut` | gate | verdict |");
    System.out.println("|---|---|---|---|---|---|---|");
    table.internal.forEach(System.out::println);
    System.out.println("\nOn the external set:\n");
    System.out.println("| variant, seed | specificity, NIH | sensitivity, Figure 1 |");
    System.out.println("|---|---|---|");
    table.external.forEach(System.out::println);
    table.cautions.forEach(caution -> System.out.println("\n**" + caution + "** So much for:\n"));
    System.out.println("| variant, seed | AUC, NIH and Figure 1 joined |");
    System.out.println("|---|---|");
    table.joined.forEach(System.out::println);
  }

  private static List<Path> runs(Path variant) throws Exception {
    List<Path> runs = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(variant, "seed-*")) {
      folders.forEach(runs::add);
    }
    runs.removeIf(run -> !Files.exists(run.resolve("gate")));
    return runs.stream().sorted().toList();
  }

  private void add(String variant, Path run) throws Exception {
    EvaluationDocument evaluation =
        EvaluationDocument.read(run.resolve("xray/evaluation").resolve(EvaluationDocument.FILE));
    AuditDocument audit = AuditDocument.read(run.resolve("xray/audit").resolve(AuditDocument.FILE));
    ProbeSection probes = audit.probes().orElseThrow();
    SetDocument test = evaluation.sets().get("test");
    SetDocument there = evaluation.sets().get(SET);
    ThresholdDocument at = at(there);
    ConfusionMatrix counts = at.confusion();
    String name = "| " + variant + ", " + run.getFileName().toString().replace("seed-", "");
    internal.add(
        String.join(
                " | ",
                name,
                figure(test.scores().get("rocAuc")),
                figure(at(test).figures().get("accuracy")) + " of " + test.images(),
                border(probes),
                figure(probes.shortcut()),
                Files.readString(run.resolve("gate")).strip(),
                audit.verdict().level())
            + " |");
    external.add(
        name
            + " | "
            + figure(at.figures().get("specificity"))
            + String.format(
                Locale.ROOT,
                " %d/%d",
                counts.trueNegatives(),
                counts.trueNegatives() + counts.falsePositives())
            + " | "
            + figure(at.figures().get("sensitivity"))
            + String.format(
                Locale.ROOT,
                " %d/%d",
                counts.truePositives(),
                counts.truePositives() + counts.falseNegatives())
            + " |");
    joined.add(name + " | " + figure(there.scores().get("rocAuc")) + " |");
    cautions.add(there.caution().orElseThrow());
  }

  private static String border(ProbeSection probes) {
    return probes.probes().stream()
        .filter(probe -> probe.probe().equals("borderOnly"))
        .map(probe -> figure(probe.figures().get("rocAuc")))
        .findFirst()
        .orElseThrow();
  }

  private static ThresholdDocument at(SetDocument set) {
    return set.thresholds().stream().filter(at -> at.threshold() == 0.5).findFirst().orElseThrow();
  }

  private static String figure(EstimateDocument one) {
    Double value = one.value();
    return value == null
        ? one.reason().orElse("undefined")
        : String.format(Locale.ROOT, "%.3f", value)
            + one.interval()
                .map(
                    between ->
                        String.format(Locale.ROOT, " [%.3f–%.3f]", between.low(), between.high()))
                .orElse("");
  }
}
