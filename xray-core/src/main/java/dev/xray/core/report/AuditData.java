package dev.xray.core.report;

import dev.xray.core.audit.Check;
import dev.xray.core.audit.leakage.Leakage;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.dataset.Classes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the report of an audit shows.
 *
 * @param name of the model
 * @param classes the two classes
 * @param leakage images that stand where they must not
 * @param accepted names of checks whose serious findings were accepted, sorted
 * @param checks all statistical checks, whose alarms are decided over all of them together
 * @param sections what else was found
 * @param provenance what was audited
 * @param pictures small pictures of the images that findings name, by their path; one that cannot
 *     be decoded is missing
 * @param probed one test image as the network sees it, changed by each probe, by the probe's key,
 *     and as it is, by {@code unchanged}; for the page alone
 * @param maps where the score reacts, on some test images; absent without a model; for the page
 *     alone
 */
public record AuditData(
    String name,
    Classes classes,
    Leakage leakage,
    List<String> accepted,
    List<Check> checks,
    AuditSections sections,
    AuditProvenance provenance,
    Map<Path, GreyImage> pictures,
    Map<String, GreyImage> probed,
    Optional<ShownMaps> maps) {
  /** Copies the collections. */
  public AuditData {
    accepted = accepted.stream().sorted().toList();
    checks = List.copyOf(checks);
    pictures = Map.copyOf(pictures);
    probed = Map.copyOf(probed);
  }
}
