package dev.xray.benchmarks;

import dev.xray.core.pipeline.Audited;
import dev.xray.core.pipeline.Xray;
import dev.xray.core.report.AssociationSection;
import dev.xray.core.report.BaselineSection;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the data half of the audit says of the article's two collections, with the article's split,
 * as Markdown.
 *
 * <p>Arguments: the folder of the collections, a folder to work in, a seed.
 */
public final class ArticleAudit {
  private ArticleAudit() {}

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    Audited audited =
        Xray.dataset(
                ArticleData.spec(Path.of(arguments[0]), "covid-chestxray-dataset", "chest_xray"))
            .name("article")
            .seed(Long.parseLong(arguments[2]))
            .workIn(Path.of(arguments[1]))
            .audit();
    audited.lines().forEach(System.out::println);
    System.out.println(
        "| property | effect | value [95%] | p | rule right on |\n|---|---|---|---|---|");
    for (AssociationSection.PropertyDocument one :
        audited.document().associations().orElseThrow().properties()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.4f | %d of %d |%n",
          one.title(),
          one.effectName(),
          text(one.effect()),
          one.p(),
          one.right(),
          one.of());
    }
    System.out.println(
        "| baseline | kind | AUC [95%] | accuracy [95%] | p | C |\n|---|---|---|---|---|---|");
    for (BaselineSection.BaselineDocument one :
        audited.document().baselines().orElseThrow().baselines()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %s | %.4f | %s |%n",
          one.title(),
          one.kind(),
          one.skipped().orElse(text(one.auc())),
          text(one.accuracy()),
          one.p(),
          one.penalty().map(Object::toString).orElse("-"));
    }
  }

  private static String text(EstimateDocument one) {
    Double value = one.value();
    return value == null
        ? one.reason().orElse("-")
        : String.format(
            Locale.ROOT,
            "%.3f%s",
            value,
            one.interval()
                .map(i -> String.format(Locale.ROOT, " [%.3f, %.3f]", i.low(), i.high()))
                .orElse(""));
  }
}
