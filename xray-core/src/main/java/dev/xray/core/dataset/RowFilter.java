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
    return matching(setting, column(setting, name), wanted, all());
  }

  /**
   * A column of the table.
   *
   * @param setting that names it
   * @throws SettingException if there is none of that name
   */
  int column(String setting, String name) throws SettingException {
    return table
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
  }

  /**
   * Rows whose cell fits.
   *
   * @param setting of the condition
   * @param column of the cell
   * @param wanted the condition, see {@link SourceSpec#where}
   * @param among these rows
   * @throws SettingException if there is none
   */
  List<Integer> matching(String setting, int column, String wanted, List<Integer> among)
      throws SettingException {
    Predicate<String> condition = CellMatcher.of(setting, wanted);
    Map<String, Boolean> fits = new HashMap<>(); // a column has few values, a table many rows
    List<Integer> rows =
        among.stream()
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
              + values(column, among)
              + ".");
    }
    return rows;
  }

  private List<Integer> all() {
    return IntStream.range(0, table.size()).boxed().toList();
  }

  /** The values of a column in some rows with their counts, the most frequent first. */
  String values(int column, List<Integer> rows) {
    Map<String, Long> counts =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> table.cell(row, column), TreeMap::new, Collectors.counting()));
    List<String> listed =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(entry -> shown(entry.getKey()) + " (" + entry.getValue() + ")")
            .toList();
    return Lists.bounded(listed, LISTED_VALUES);
  }

  private static String shown(String value) {
    if (value.isEmpty()) {
      return "(blank)";
    }
    return value.length() > LISTED_LENGTH ? value.substring(0, LISTED_LENGTH) + "…" : value;
  }
}
