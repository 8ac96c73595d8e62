package dev.xray.core.report;

import dev.xray.core.audit.probe.Expectation;
import dev.xray.core.audit.probe.ProbeReport;
import dev.xray.core.audit.probe.ProbeResult;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.ShortcutShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What probes found, in plain words. */
final class ProbeText {
  private ProbeText() {}

  static List<String> sentences(ProbeReport report) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "On the test images as they are, the model has a ROC AUC of " + figure(report.auc()) + ".");
    sentences.add(shortcut(report.shortcut()));
    report.results().stream()
        .filter(result -> result.probe().expectation() == Expectation.FALLS)
        .forEach(result -> sentences.add(left(result)));
    largestFall(report).ifPresent(sentences::add);
    report
        .retrained()
        .ifPresent(
            area ->
                sentences.add(
                    "A network that was trained on the outermost 8% of the images alone has a ROC"
                        + " AUC of "
                        + figure(area)
                        + " on the border of the test images."));
    report
        .skipped()
        .forEach(
            (probe, reason) ->
                sentences.add("Not done (" + probe.text() + "), since " + reason + "."));
    return sentences;
  }

  private static String shortcut(ShortcutShare.Result result) {
    Estimate shortcut = result.value();
    return shortcut.value().isEmpty()
        ? "The metric shortcut is undefined: " + shortcut.undefined().orElse("") + "."
        : "Shortcut "
            + figure(shortcut)
            + ": so far does the model tell the classes apart"
            + (largest(result).reversed() ? ", in reverse," : "")
            + " by what cannot contain the disease, measured against its advantage over guessing;"
            + " 0 would be not at all, 1 as far as with the whole image.";
  }

  private static ShortcutShare.Part largest(ShortcutShare.Result result) {
    return result.parts().stream()
        .max(Comparator.comparingDouble(part -> part.share().value().orElseThrow()))
        .orElseThrow();
  }

  private static String left(ProbeResult result) {
    Estimate area = result.evaluation().auc();
    return "With "
        + result.probe().text()
        + ", it has a ROC AUC of "
        + figure(area)
        + "; guessing would give 0.5"
        + (area.interval().filter(bounds -> bounds.high() < 0.5).isPresent()
            ? ", 0 would be to know the classes and to take each for the other."
            : ".");
  }

  private static Optional<String> largestFall(ProbeReport report) {
    return report.results().stream()
        .filter(result -> result.probe().expectation() == Expectation.STAYS)
        .filter(result -> change(result).value().isPresent())
        .min(Comparator.comparingDouble(result -> change(result).value().orElseThrow()))
        .map(
            result ->
                "Of the changes that should not matter, the one that costs it most is '"
                    + result.probe().text()
                    + "': its ROC AUC changes by "
                    + figure(change(result))
                    + ", and the decision on "
                    + Numbers.support(result.evaluation().flips().support())
                    + " images.");
  }

  private static Estimate change(ProbeResult result) {
    return result.evaluation().aucDifference().estimate();
  }

  private static String figure(Estimate figure) {
    return figure.value().isEmpty()
        ? "no value (" + figure.undefined().orElse("") + ")"
        : Numbers.value(figure)
            + figure
                .interval()
                .map(interval -> " (" + Numbers.interval(interval).replace("–", " to ") + ")")
                .orElse("");
  }
}
