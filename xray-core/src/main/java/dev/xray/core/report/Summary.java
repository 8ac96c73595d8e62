package dev.xray.core.report;

import com.samskivert.mustache.Template;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.ThresholdEvaluation;
import dev.xray.core.evaluation.gate.Measured;
import dev.xray.core.report.EvaluationDocument.SetDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Renders {@code summary.md}: what {@code evaluation.json} says, on one screen, for the page of a
 * CI. Figures on the images that the model learned from are left out.
 */
public final class Summary {
  /** Name of the file. */
  public static final String FILE = "summary.md";

  private static final String TRAINING = "training";
  private static final String TEST = "test";

  /** The test set first, the others after it by their names. */
  private static final Comparator<String> ORDER =
      Comparator.<String, Boolean>comparing(name -> !name.equals(TEST))
          .thenComparing(Comparator.naturalOrder());

  private static final Template TEMPLATE = Templates.text("summary.mustache");

  private Summary() {}

  /** Markdown, UTF-8. */
  static byte[] of(EvaluationDocument document, Optional<CrossValidationDocument> crossValidation) {
    Map<String, Measured.Group> sets = new TreeMap<>(ORDER);
    MeasuredDocument.of(document, EvaluationDocument.FILE)
        .sets()
        .forEach((name, set) -> sets.put(name, set.all()));
    sets.keySet().removeIf(name -> document.sets().get(name).role().equals(TRAINING));
    View view =
        new View(
            Markdown.cell(document.name()),
            document.disclaimer(),
            audit(document.audit()),
            verdict(document.audit()),
            Markdown.cell(document.classes().negative()),
            Markdown.cell(document.classes().positive()),
            document
                .chosenThreshold()
                .map(
                    chosen ->
                        Numbers.threshold(chosen.value())
                            + " by "
                            + Markdown.cell(chosen.policy())
                            + ", "
                            + Markdown.cell(chosen.chosenOnText()))
                .orElse("none"),
            Stream.concat(
                    ExternalFalls.of(document).stream(),
                    document.sets().values().stream().flatMap(set -> set.caution().stream()))
                .map(Markdown::cell)
                .toList(),
            sets(document.sets()),
            tables(sets),
            crossValidation.map(each -> new CrossValidationView(each).summary()).orElse(""));
    return TEMPLATE.execute(view).getBytes(StandardCharsets.UTF_8);
  }

  private record View(
      String name,
      String disclaimer,
      String audit,
      List<VerdictPart> verdict,
      String negative,
      String positive,
      String chosen,
      List<String> cautions,
      List<SetRow> sets,
      List<Table> tables,
      String crossValidation) {}

  private record VerdictPart(
      String headline, List<String> sentences, List<String> advice, String behind) {}

  private record SetRow(
      String name, String role, int images, int positives, int negatives, String patients) {}

  private record Table(String title, String sets, String rule, List<Row> rows) {}

  private record Row(String metric, String cells) {}

  private static String audit(AuditStatus audit) {
    return audit.verdict().isPresent()
        ? "**" + audit.verdict().get().level() + "**"
        : audit.status() + audit.reason().map(reason -> ", since " + reason).orElse("");
  }

  private static List<VerdictPart> verdict(AuditStatus audit) {
    return audit.verdict().stream()
        .map(
            verdict ->
                new VerdictPart(
                    Markdown.cell(verdict.headline()),
                    verdict.sentences().stream().map(Markdown::cell).toList(),
                    verdict.advice().stream().map(Markdown::cell).toList(),
                    audit.alarms().orElse(List.of()).size()
                        + " of "
                        + Numbers.count(audit.checks().orElse(0), "check")
                        + " raised an alarm. What is behind it: `audit/audit.html`, beside the"
                        + " folder of the evaluation."))
        .toList();
  }

  private static List<SetRow> sets(Map<String, SetDocument> sets) {
    List<SetRow> rows = new ArrayList<>();
    inOrder(sets)
        .forEach(
            (name, set) ->
                rows.add(
                    new SetRow(
                        Markdown.cell(name),
                        set.role(),
                        set.images(),
                        set.positives(),
                        set.negatives(),
                        set.patients()
                            + (set.imagesWithoutPatient() == 0
                                ? ""
                                : ", and "
                                    + Numbers.count(set.imagesWithoutPatient(), "image")
                                    + " of unknown ones"))));
    return rows;
  }

  private static <T> Map<String, T> inOrder(Map<String, T> sets) {
    Map<String, T> ordered = new TreeMap<>(ORDER);
    ordered.putAll(sets);
    return ordered;
  }

  /** One table for the probabilities, then one for each threshold of the test set. */
  private static List<Table> tables(Map<String, Measured.Group> sets) {
    List<Table> tables = new ArrayList<>();
    tables.add(
        table(
            "Probabilities",
            sets,
            metric -> !metric.atThreshold(),
            metric -> set -> Optional.ofNullable(set.scores().get(metric))));
    sets.values().stream()
        .flatMap(set -> set.thresholds().stream().map(ThresholdEvaluation::threshold))
        .distinct()
        .forEach(
            threshold ->
                tables.add(
                    table(
                        "At threshold " + Numbers.threshold(threshold),
                        sets,
                        Metric::atThreshold,
                        metric -> set -> at(set, threshold, metric))));
    return tables;
  }

  private static Optional<Estimate> at(Measured.Group set, double threshold, Metric metric) {
    return set.thresholds().stream()
        .filter(each -> each.threshold() == threshold)
        .findFirst()
        .map(each -> each.figures().get(metric));
  }

  private static Table table(
      String title,
      Map<String, Measured.Group> sets,
      Predicate<Metric> wanted,
      Function<Metric, Function<Measured.Group, Optional<Estimate>>> figures) {
    List<Row> rows = new ArrayList<>();
    Arrays.stream(Metric.values())
        .filter(wanted)
        .forEach(
            metric -> {
              List<Optional<Estimate>> found =
                  sets.values().stream().map(figures.apply(metric)).toList();
              if (found.stream().anyMatch(Optional::isPresent)) {
                rows.add(
                    new Row(
                        metric.text(),
                        cells(
                            found.stream().map(figure -> figure.map(Summary::cell).orElse("–")))));
              }
            });
    return new Table(
        title,
        cells(sets.keySet().stream().map(Markdown::cell)),
        String.join("|", Collections.nCopies(sets.size(), "---")),
        rows);
  }

  private static String cells(Stream<String> cells) {
    return String.join(" | ", cells.toList());
  }

  private static String cell(Estimate figure) {
    if (figure.undefined().isPresent()) {
      return "– (" + Markdown.cell(figure.undefined().get()) + ")";
    }
    String interval =
        figure
            .interval()
            .map(
                bounds ->
                    " ["
                        + Numbers.interval(bounds)
                        + (bounds.approximate() ? ", approximate]" : "]"))
            .orElse("");
    return "**" + Markdown.cell(Numbers.value(figure)) + "**" + interval + support(figure);
  }

  private static String support(Estimate figure) {
    return figure.support().count().isPresent() ? " " + Numbers.support(figure.support()) : "";
  }
}
