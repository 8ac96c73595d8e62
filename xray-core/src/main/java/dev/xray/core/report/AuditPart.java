package dev.xray.core.report;

import com.samskivert.mustache.Template;
import dev.xray.core.XrayException;
import java.nio.file.Path;
import java.util.List;

/**
 * The part of the evaluation's page that says whether the result was audited. It depends on nothing
 * else of the evaluation but the names of the classes, so that it can be exchanged when an audit
 * was made later, without evaluating again.
 */
final class AuditPart {
  private static final String BEGIN = "<!-- audit: begin -->";
  private static final String END = "<!-- audit: end -->";

  /** From the folder of the evaluation. */
  private static final String PAGE = "../audit/audit.html";

  private static final Template TEMPLATE = Templates.html("report-audit.mustache");

  private AuditPart() {}

  private record View(
      List<VerdictView> verdict, boolean unaudited, String outdated, String positive) {}

  /**
   * HTML, between marks.
   *
   * @param positive name of the positive class
   * @param published whether the page is to leave the machine
   */
  static String of(AuditStatus audit, String positive, boolean published) {
    View view =
        new View(
            audit.verdict().stream()
                .map(
                    verdict ->
                        new VerdictView(
                            "Audit: " + verdict.level(), verdict, published ? "" : PAGE, published))
                .toList(),
            audit.verdict().isEmpty(),
            audit.reason().orElse(""),
            positive);
    return BEGIN + "\n" + TEMPLATE.execute(view) + END;
  }

  /**
   * A page with another such part in place of its own.
   *
   * @param file of the page, for the error
   * @throws XrayException if the page has none, since another build of xray made it
   */
  static String exchange(String page, String part, Path file) throws XrayException {
    // Names are escaped on the page, so that nothing but the template can write these marks.
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END, Math.max(begin, 0));
    if (begin < 0 || end < 0) {
      throw new XrayException(
          file
              + " has no place for the audit's verdict: another build of xray made it. Delete it"
              + " and evaluate again: mvn xray:evaluate");
    }
    return page.substring(0, begin) + part + page.substring(end + END.length());
  }
}
