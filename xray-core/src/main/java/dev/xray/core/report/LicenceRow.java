package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.LicenceCount;
import java.util.List;

/**
 * A line of a table of licences.
 *
 * @param licence its name
 * @param use what it allows
 * @param negatives images of the negative class
 * @param positives images of the positive class
 */
record LicenceRow(String licence, String use, int negatives, int positives) {
  static List<LicenceRow> of(List<LicenceCount> counts, Classes classes) {
    return counts.stream()
        .map(
            count ->
                new LicenceRow(
                    count.licence(),
                    count.use().text(),
                    count.images().getOrDefault(classes.negative(), 0),
                    count.images().getOrDefault(classes.positive(), 0)))
        .toList();
  }
}
