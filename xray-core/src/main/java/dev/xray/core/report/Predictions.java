package dev.xray.core.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.xray.core.XrayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code predictions.csv} that was written with an evaluation, published or not.
 *
 * @param rows one for each image
 */
public record Predictions(List<Row> rows) {
  private static final List<String> COLUMNS =
      List.of("part", "pixels", "patient", "label", "probability");

  /** What the names of columns begin with that say to which slices an image belongs. */
  static final String SLICE = "slice_";

  /** Copies the list. */
  public Predictions {
    rows = List.copyOf(rows);
  }

  /**
   * One image.
   *
   * @param part the set it belongs to, such as {@code test}
   * @param pixels digest of its pixels
   * @param patient its patient, by whatever name, where known
   * @param label its true class
   * @param probability of the positive class, in [0, 1]
   * @param slices column to value, such as {@code sex} to {@code F}; empty where the table does not
   *     say it, as a published one never does
   */
  public record Row(
      String part,
      String pixels,
      Optional<String> patient,
      String label,
      double probability,
      Map<String, String> slices) {
    /** Copies the map. */
    public Row {
      slices = Map.copyOf(slices);
    }

    /** Of a table without slices. */
    public Row(
        String part, String pixels, Optional<String> patient, String label, double probability) {
      this(part, pixels, patient, label, probability, Map.of());
    }
  }

  /** How many images a set has. */
  int count(String set) {
    return (int) rows.stream().filter(row -> row.part().equals(set)).count();
  }

  /**
   * Reads a table.
   *
   * @throws XrayException if the file is not such a table
   * @throws IOException if it cannot be read
   */
  public static Predictions read(Path file) throws IOException, XrayException {
    CsvSchema schema = CsvSchema.emptySchema().withHeader();
    try (MappingIterator<Map<String, String>> lines =
        new CsvMapper().readerForMapOf(String.class).with(schema).readValues(file.toFile())) {
      List<Row> rows = new ArrayList<>();
      while (lines.hasNextValue()) {
        rows.add(row(file, rows.size() + 2, lines.nextValue()));
      }
      return new Predictions(rows);
    } catch (JsonProcessingException e) {
      throw new XrayException(
          file + " cannot be read as a table of predictions: " + e.getOriginalMessage(), e);
    }
  }

  private static Row row(Path file, int line, Map<String, String> cells) throws XrayException {
    for (String column : COLUMNS) {
      if (!cells.containsKey(column)) {
        throw new XrayException(
            file
                + ", line "
                + line
                + ", has no "
                + column
                + ": a table of predictions of an evaluation has the columns "
                + String.join(", ", COLUMNS)
                + ".");
      }
    }
    return new Row(
        cells.get("part"),
        cells.get("pixels"),
        Optional.of(cells.get("patient")).filter(patient -> !patient.isEmpty()),
        cells.get("label"),
        probability(file, line, cells.get("probability")),
        slices(cells));
  }

  private static Map<String, String> slices(Map<String, String> cells) {
    Map<String, String> slices = new HashMap<>();
    cells.forEach(
        (column, value) -> {
          if (column.startsWith(SLICE)) {
            slices.put(column.substring(SLICE.length()), value);
          }
        });
    return slices;
  }

  private static double probability(Path file, int line, String cell) throws XrayException {
    try {
      double value = Double.parseDouble(cell);
      if (value >= 0 && value <= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Worded below.
    }
    throw new XrayException(
        file + ", line " + line + ", has the probability '" + cell + "': it is not in [0, 1].");
  }
}
