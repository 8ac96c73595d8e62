package dev.xray.core.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A metadata file as it is in the wild: with or without byte order mark, UTF-8 or Windows-1252,
 * separated by comma, semicolon or tab, any line ends, blanks around headers and values, columns
 * without a name, quoted separators and line breaks.
 *
 * <p>A column is found whether its name is written with capitals or small letters, blanks,
 * underscores or neither: {@code pO2 saturation} is {@code po2_saturation}.
 */
final class MetadataTable {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final List<String> headers;
  private final List<Row> rows;

  /**
   * A row that is not blank.
   *
   * @param number as a spreadsheet shows it: the header is row 1, blank rows count
   * @param cells trimmed
   */
  private record Row(int number, List<String> cells) {}

  private MetadataTable(List<String> headers, List<Row> rows) {
    this.headers = List.copyOf(headers);
    this.rows = List.copyOf(rows);
  }

  /**
   * Reads a table.
   *
   * @param bytes content of the file
   * @throws JsonProcessingException if it is not CSV, such as for a quote that is not closed
   */
  static MetadataTable parse(byte[] bytes) throws IOException {
    String text = decode(bytes);
    List<Row> lines = new ArrayList<>();
    int number = 0;
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(text));
    try (MappingIterator<String[]> iterator =
        new CsvMapper()
            .readerFor(String[].class)
            .with(CsvParser.Feature.WRAP_AS_ARRAY)
            .with(schema)
            .readValues(text)) {
      while (iterator.hasNextValue()) {
        number++;
        String[] cells = iterator.nextValue();
        Arrays.setAll(cells, i -> cells[i].strip());
        if (!isBlank(cells)) {
          lines.add(new Row(number, List.of(cells)));
        }
      }
    }
    if (lines.isEmpty()) {
      return new MetadataTable(List.of(), List.of());
    }
    List<String> headers = unique(lines.get(0).cells());
    return new MetadataTable(headers, lines.subList(1, lines.size()));
  }

  private static boolean isBlank(String[] cells) {
    for (String cell : cells) {
      if (!cell.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** A table that was not read from a file. */
  static MetadataTable of(List<String> headers, List<List<String>> rows) {
    List<Row> numbered = new ArrayList<>();
    for (List<String> cells : rows) {
      numbered.add(new Row(numbered.size() + 2, cells));
    }
    return new MetadataTable(headers, numbered);
  }

  /**
   * The same table with other names of columns, and with other values.
   *
   * @param names column number to its new name; a column that has this name gets its number too
   * @param values column number to what its cells become
   */
  MetadataTable with(Map<Integer, String> names, Map<Integer, UnaryOperator<String>> values) {
    List<String> renamed = new ArrayList<>();
    for (int i = 0; i < headers.size(); i++) {
      String own = headers.get(i);
      boolean taken = names.values().stream().anyMatch(name -> simple(name).equals(simple(own)));
      renamed.add(names.getOrDefault(i, taken ? own + " (column " + (i + 1) + ")" : own));
    }
    List<Row> changed = new ArrayList<>();
    for (Row row : rows) {
      List<String> cells = new ArrayList<>(row.cells());
      values.forEach(
          (column, value) -> {
            if (column < cells.size()) {
              cells.set(column, value.apply(cells.get(column)));
            }
          });
      changed.add(new Row(row.number(), List.copyOf(cells)));
    }
    return new MetadataTable(renamed, changed);
  }

  /** Names of the columns, each once; a column without a name is called by its number. */
  List<String> headers() {
    return headers;
  }

  /** Number of rows, without the header and blank rows. */
  int size() {
    return rows.size();
  }

  /** The trimmed text of a cell; empty where the row is too short. */
  String cell(int row, int column) {
    List<String> cells = rows.get(row).cells();
    return column < cells.size() ? cells.get(column) : "";
  }

  /** Number of a row as a spreadsheet shows it. */
  int number(int row) {
    return rows.get(row).number();
  }

  /** The first column that has one of these names. */
  OptionalInt column(String... names) {
    for (String name : names) {
      for (int i = 0; i < headers.size(); i++) {
        if (headers.get(i).equals(name.strip())) {
          return OptionalInt.of(i);
        }
      }
    }
    for (String name : names) {
      for (int i = 0; i < headers.size(); i++) {
        if (simple(headers.get(i)).equals(simple(name))) {
          return OptionalInt.of(i);
        }
      }
    }
    return OptionalInt.empty();
  }

  private static String simple(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
  }

  private static String decode(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      // Tables saved by a spreadsheet in western Europe and the Americas.
      text = new String(bytes, Charset.forName("windows-1252"));
    }
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /** The one of comma, semicolon and tab that is most frequent in the first line. */
  private static char separator(String text) {
    String header = text.lines().findFirst().orElse("");
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(header, candidate) > count(header, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private static List<String> unique(List<String> names) {
    List<String> unique = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).isEmpty() ? "column " + (i + 1) : names.get(i);
      unique.add(taken.add(name) ? name : name + " (column " + (i + 1) + ")");
    }
    return unique;
  }
}
