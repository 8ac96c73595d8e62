package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.SourceCount;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that a data sheet shows.
 *
 * @param name of the model that is to be made from the data
 * @param classes the two classes
 * @param sets the data set, then the external sets
 * @param sources what each source of the data set gave
 * @param stated what the model's maker says, by {@link ModelCard#FIELDS}; what speaks of the data
 *     is shown
 * @param warnings of reading the images; may name files
 * @param digests what to hexadecimal SHA-256
 * @param versions what to version
 */
public record DataSheetData(
    String name,
    Classes classes,
    List<DataSheetSet> sets,
    List<SourceCount> sources,
    Map<String, String> stated,
    List<String> warnings,
    Map<String, String> digests,
    Map<String, String> versions) {
  /** Copies the collections. */
  public DataSheetData {
    sets = List.copyOf(sets);
    sources = List.copyOf(sources);
    stated = Map.copyOf(stated);
    warnings = List.copyOf(warnings);
    digests = new TreeMap<>(digests);
    versions = new TreeMap<>(versions);
  }
}
