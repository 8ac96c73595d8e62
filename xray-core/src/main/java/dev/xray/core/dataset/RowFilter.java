package dev.xray.core.dataset;

import dev.xray.core.SettingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Takes the rows of a table that fit a source's filter; says what exists if none does. */
final class RowFilter {
  private static final int LISTED_VALUES = 12;
  private static final int LISTED_COLUMNS = 40;
  private static final int LISTED_LENGTH = 60;

  private final int source;
  private final Path file;
  private final MetadataTable table;

  /**
   * Constructs a filter.
   *
   * @param source number of the source, for errors
   * @param file of the table, for errors
   * @param table its rows
   */
  RowFilter(int source, Path file, MetadataTable table) {
    this.source = source;
    this.file = file;
    this.table = table;
  }

  /**
   * Rows for which every condition holds.
   *
   * @param where column name to wanted value, see {@link SourceSpec#where}
   * @throws SettingException if a column does not exist, a condition holds for no row, or all
   *     together hold for none
   */
  List<Integer> matching(Map<String, String> where) throws SettingException {
    List<Integer> rows = all();
    List<String> counts = new ArrayList<>();
    for (Map.Entry<String, String> condition : new TreeMap<>(where).entrySet()) {
      List<Integer> fitting = matching(condition.getKey(), condition.getValue());
      counts.add(condition.getKey() + " " + condition.getValue() + ": " + fitting.size());
      rows = rows.stream().filter(Set.copyOf(fitting)::contains).toList();
    }
    if (rows.isEmpty()) {
      throw new SettingException(
          DatasetSpec.setting(source, "where"),
          "fits no row of "
              + file
              + " as a whole, though each condition fits some ("
              + String.join(", ", counts)
              + "). Drop one of them.");
    }
    return rows;
  }

  private List<Integer> matching(String name, String wanted) throws SettingException {
    String setting = DatasetSpec.setting(source, "where." + name);
    int column =
        table
            .column(name)
            .orElseThrow(
                () ->
                    new SettingException(
                        setting,
                        "names no column of "
                            + file
                            + "; it has: "
                            + Lists.bounded(table.headers(), LISTED_COLUMNS)
                            + "."));
    Predicate<String> condition = CellMatcher.of(setting, wanted);
    Map<String, Boolean> fits = new HashMap<>(); // a column has few values, a table many rows
    List<Integer> rows =
        all().stream()
            .filter(row -> fits.computeIfAbsent(table.cell(row, column), condition::test))
            .toList();
    if (rows.isEmpty()) {
      throw new SettingException(
          setting,
          "is '"
              + wanted
              + "', but no row of "
              + file
              + " has that; column "
              + table.headers().get(column)
              + " has: "
              + values(column)
              + ".");
    }
    return rows;
  }

  private List<Integer> all() {
    return IntStream.range(0, table.size()).boxed().toList();
  }

  /** The values of a column with their counts, the most frequent first. */
  private String values(int column) {
    Map<String, Long> counts =
        all().stream()
            .collect(
                Collectors.groupingBy(
                    row -> table.cell(row, column), TreeMap::new, Collectors.counting()));
    List<String> values =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(entry -> shown(entry.getKey()) + " (" + entry.getValue() + ")")
            .toList();
    return Lists.bounded(values, LISTED_VALUES);
  }

  private static String shown(String value) {
    if (value.isEmpty()) {
      return "(blank)";
    }
    return value.length() > LISTED_LENGTH ? value.substring(0, LISTED_LENGTH) + "…" : value;
  }
}
