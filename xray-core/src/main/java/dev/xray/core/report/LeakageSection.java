package dev.xray.core.report;

import dev.xray.core.audit.Finding;
import dev.xray.core.audit.Severity;
import dev.xray.core.audit.leakage.Leakage;
import java.util.List;
import java.util.Locale;

/**
 * Images that stand where they must not, as {@code audit.json} tells it: counts only, no file name
 * and no patient id.
 *
 * @param images images that were looked at
 * @param pairsCompared pairs that were compared pixel by pixel
 * @param findings what was found
 */
public record LeakageSection(int images, long pairsCompared, List<FindingDocument> findings) {
  /**
   * What a check found.
   *
   * @param check its name, such as {@code duplicate.near}
   * @param severity {@code serious}, {@code warning} or {@code note}
   * @param accepted whether it would fail the build and was accepted by name
   * @param text one plain sentence
   * @param advice what to do about it
   * @param groups groups of images that belong together
   * @param images images in all groups
   */
  public record FindingDocument(
      String check,
      String severity,
      boolean accepted,
      String text,
      String advice,
      int groups,
      int images) {
    private static FindingDocument of(Finding finding, List<String> accepted) {
      return new FindingDocument(
          finding.check(),
          finding.severity().name().toLowerCase(Locale.ROOT),
          finding.severity() == Severity.SERIOUS && accepted.contains(finding.check()),
          finding.text(),
          finding.advice(),
          finding.groups().size(),
          finding.groups().stream().mapToInt(List::size).sum());
    }
  }

  /** The section for what was found. */
  static LeakageSection of(Leakage leakage, List<String> accepted) {
    return new LeakageSection(
        leakage.images(),
        leakage.pairsCompared(),
        leakage.findings().stream().map(each -> FindingDocument.of(each, accepted)).toList());
  }
}
