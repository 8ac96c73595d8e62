package dev.xray.core.pipeline;

import dev.xray.core.audit.Finding;
import dev.xray.core.audit.NamedImage;
import dev.xray.core.audit.Severity;
import dev.xray.core.audit.leakage.Leakage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the leakage checks found, as it is kept between the goals of a build: names images by their
 * position in {@link Prepared#named()}, so that it holds neither file name nor path.
 *
 * @param data digest of what decides what is found in the data set itself, see {@link
 *     LeakageStep#dataDigest}
 * @param images images that were looked at
 * @param pairsCompared pairs that were compared pixel by pixel
 * @param findings what was found
 */
record KeptLeakage(String data, int images, long pairsCompared, List<KeptFinding> findings) {
  record KeptFinding(
      String check, Severity severity, String text, String advice, List<List<Integer>> groups) {}

  static KeptLeakage of(String data, Leakage leakage, Prepared prepared) {
    Map<NamedImage, Integer> positions = new HashMap<>();
    List<NamedImage> named = prepared.named();
    for (int i = 0; i < named.size(); i++) {
      positions.put(named.get(i), i);
    }
    return new KeptLeakage(
        data,
        leakage.images(),
        leakage.pairsCompared(),
        leakage.findings().stream().map(finding -> kept(finding, positions)).toList());
  }

  private static KeptFinding kept(Finding finding, Map<NamedImage, Integer> positions) {
    return new KeptFinding(
        finding.check(),
        finding.severity(),
        finding.text(),
        finding.advice(),
        finding.groups().stream()
            .map(group -> group.stream().map(positions::get).toList())
            .toList());
  }

  /** The same with the images that it speaks of. */
  Leakage of(Prepared prepared) {
    // Most data sets have no findings, and a list of all images takes time.
    List<NamedImage> named = findings.isEmpty() ? List.of() : prepared.named();
    return new Leakage(
        images,
        pairsCompared,
        findings.stream()
            .map(
                finding ->
                    new Finding(
                        finding.check(),
                        finding.severity(),
                        finding.text(),
                        finding.advice(),
                        finding.groups().stream()
                            .map(group -> group.stream().map(named::get).toList())
                            .toList()))
            .toList());
  }
}
