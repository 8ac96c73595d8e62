package dev.xray.core.report;

import dev.xray.core.dataset.LicenceCount;
import dev.xray.core.dataset.SourceCount;
import dev.xray.core.runtime.RuntimeInfo;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where model and data come from. Holds neither times nor absolute paths, so that the same run
 * gives the same report.
 *
 * @param recipe name of the recipe
 * @param seed the one seed of every random choice
 * @param settings every setting as it was used, dotted name to a JSON value; no paths
 * @param digests what to hexadecimal SHA-256, such as {@code model}, {@code dataset} and {@code
 *     training}
 * @param versions what to version, such as {@code xray} and {@code java}
 * @param runtime what the network ran on
 * @param sources what each source of the data set gave
 * @param licences how many images of each class have which licence
 * @param warnings what the user should know; may name files, so they stay out of {@code
 *     evaluation.json}
 */
public record Provenance(
    String recipe,
    long seed,
    Map<String, Object> settings,
    Map<String, String> digests,
    Map<String, String> versions,
    RuntimeInfo runtime,
    List<SourceCount> sources,
    List<LicenceCount> licences,
    List<String> warnings) {
  /** Copies and sorts the collections. */
  public Provenance {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    digests = Collections.unmodifiableMap(new TreeMap<>(digests));
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    sources = List.copyOf(sources);
    licences = List.copyOf(licences);
    warnings = List.copyOf(warnings);
  }
}
