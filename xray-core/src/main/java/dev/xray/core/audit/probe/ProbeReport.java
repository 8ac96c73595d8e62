package dev.xray.core.audit.probe;

import dev.xray.core.audit.Check;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.evaluation.Estimate;
import dev.xray.core.evaluation.ShortcutShare;
import dev.xray.core.evaluation.ThresholdEvaluation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A model, probed.
 *
 * @param positives positive images
 * @param negatives negative images
 * @param auc ROC AUC on the images as they are
 * @param figures what comes out at the threshold on the images as they are
 * @param example the first positive image as it is, as the network sees it; empty where there are
 *     no images. A patient's pixels: not to leave the build folder
 * @param results one for each probe that was made
 * @param skipped why the others were not
 * @param shortcut the metric {@code shortcut}, with the share of each probe that it looks at
 * @param retrained ROC AUC of a network that was trained on the border alone, on the border of
 *     these images; empty where that was not asked for
 */
public record ProbeReport(
    int positives,
    int negatives,
    Estimate auc,
    ThresholdEvaluation figures,
    Optional<GreyImage> example,
    List<ProbeResult> results,
    Map<Probe, String> skipped,
    ShortcutShare.Result shortcut,
    Optional<Estimate> retrained) {
  /** Copies the collections. */
  public ProbeReport {
    results = List.copyOf(results);
    Map<Probe, String> copy = new EnumMap<>(Probe.class);
    copy.putAll(skipped);
    skipped = Collections.unmodifiableMap(copy);
  }

  /** The same with a network that was trained on the border alone. */
  public ProbeReport withRetrained(Estimate area) {
    return new ProbeReport(
        positives, negatives, auc, figures, example, results, skipped, shortcut, Optional.of(area));
  }

  /**
   * One image as the network sees it: changed by each probe, by the probe's key, and as it is, by
   * {@code unchanged}. A patient's pixels: not to leave the build folder.
   */
  public Map<String, GreyImage> examples() {
    Map<String, GreyImage> examples = new TreeMap<>();
    example.ifPresent(image -> examples.put("unchanged", image));
    results.forEach(result -> examples.put(result.probe().key(), result.example()));
    return examples;
  }

  /** The statistical checks that may raise an alarm. */
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    results.forEach(result -> ProbeChecks.of(result, this).ifPresent(checks::add));
    retrained.ifPresent(area -> checks.add(ProbeChecks.ofRetrained(area, this)));
    return checks;
  }
}
