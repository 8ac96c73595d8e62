package dev.xray.core.report;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was audited. Holds neither times nor paths.
 *
 * @param digests what to hexadecimal SHA-256: {@code dataset}, each external set and, where the
 *     model was audited too, {@code model}
 * @param settings every setting of the audit
 * @param versions what to version, such as {@code xray}
 */
public record AuditProvenance(
    Map<String, String> digests, Map<String, Object> settings, Map<String, String> versions) {
  /** Copies and sorts the maps. */
  public AuditProvenance {
    digests = Collections.unmodifiableMap(new TreeMap<>(digests));
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
  }
}
