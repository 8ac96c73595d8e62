package dev.xray.core.pipeline;

import dev.xray.core.XrayException;
import dev.xray.core.audit.Finding;
import dev.xray.core.audit.NamedImage;
import dev.xray.core.audit.Severity;
import dev.xray.core.audit.Verdict;
import dev.xray.core.audit.leakage.Leakage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What leakage does to a build: it fails, or is warned of. */
final class Firewall {
  private static final int LISTED = 5;

  private Firewall() {}

  /** Writes the page that shows everything that was found. */
  interface Page {
    /** Writes, and says where. */
    Path write() throws XrayException, IOException;
  }

  /**
   * Warns of what does not fail.
   *
   * @param accepted names of the checks whose findings do not fail
   * @param page is written only if something fails
   * @throws XrayException if something serious was found that is not accepted; names the images,
   *     which the page shows side by side
   */
  static void pass(Leakage leakage, Set<String> accepted, Page page, XrayListener listener)
      throws XrayException, IOException {
    List<Finding> fatal =
        leakage.findings().stream().filter(each -> Verdict.fails(each, accepted)).toList();
    if (!fatal.isEmpty()) {
      throw new XrayException(message(fatal, page.write()));
    }
    for (Finding finding : leakage.findings()) {
      if (finding.severity() != Severity.NOTE) {
        listener.warning(finding.text() + " " + names(finding) + " " + finding.advice());
      }
    }
  }

  private static String message(List<Finding> fatal, Path page) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : fatal) {
      lines.add(finding.text() + " " + names(finding));
      lines.add(
          finding.advice()
              + " Or accept it by its name: <acceptedFindings>"
              + finding.check()
              + "</acceptedFindings> (-Dxray.acceptedFindings="
              + finding.check()
              + ").");
    }
    lines.add("All of them, side by side: " + page);
    return String.join(System.lineSeparator(), lines);
  }

  /** The first images of a finding, group by group. */
  private static String names(Finding finding) {
    List<String> groups = finding.groups().stream().limit(LISTED).map(Firewall::names).toList();
    int more = finding.groups().size() - groups.size();
    return String.join("; ", groups) + (more > 0 ? "; and " + more + " more" : "") + ".";
  }

  /** Those that stand in different places or classes first, since they are what is wrong. */
  private static String names(List<NamedImage> group) {
    Map<String, NamedImage> firsts = new LinkedHashMap<>();
    group.forEach(image -> firsts.putIfAbsent(image.place() + image.label(), image));
    List<String> texts =
        Stream.concat(firsts.values().stream(), group.stream())
            .distinct()
            .limit(LISTED)
            .map(NamedImage::text)
            .toList();
    int more = group.size() - texts.size();
    return String.join(" = ", texts) + (more > 0 ? " = " + more + " more" : "");
  }
}
