package dev.xray.core.dataset.phantom;

import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.xray.core.AtomicFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Writes {@code metadata.csv} in the layout of the covid-chestxray-dataset of April 2020. */
final class PhantomMetadata {
  /**
   * The real file's header to the letter, with its blank before url; without its unnamed column.
   */
  static final List<String> COLUMNS =
      List.of(
          "patientid",
          "offset",
          "sex",
          "age",
          "finding",
          "survival",
          "intubated",
          "went_icu",
          "needed_supplemental_o2",
          "extubated",
          "temperature",
          "pO2 saturation",
          "leukocyte count",
          "neutrophil count",
          "lymphocyte count",
          "view",
          "modality",
          "date",
          "location",
          "folder",
          "filename",
          "doi",
          " url",
          "license",
          "clinical notes",
          "other notes");

  private PhantomMetadata() {}

  /**
   * What a row says.
   *
   * @param patient number
   * @param offset days since the patient's first image
   * @param sex {@code M} or {@code F}
   * @param age in years
   * @param positive the label
   * @param view {@code PA} or {@code AP}
   * @param filename of the image
   */
  record Row(
      int patient,
      int offset,
      String sex,
      int age,
      boolean positive,
      String view,
      String filename) {
    private String[] cells() {
      String[] cells = new String[COLUMNS.size()];
      java.util.Arrays.fill(cells, "");
      cells[0] = Integer.toString(patient);
      cells[1] = Integer.toString(offset);
      cells[2] = sex;
      cells[3] = Integer.toString(age);
      cells[4] = positive ? PhantomGenerator.POSITIVE : PhantomGenerator.NEGATIVE;
      cells[15] = view;
      cells[16] = "X-ray";
      cells[18] = "Synthetic phantom";
      cells[19] = PhantomGenerator.IMAGES;
      cells[20] = filename;
      cells[23] = "CC0";
      return cells;
    }
  }

  static void write(Path file, List<Row> rows) throws IOException {
    CsvSchema.Builder schema = CsvSchema.builder();
    COLUMNS.forEach(schema::addColumn);
    StringWriter text = new StringWriter();
    try (var csv =
        new CsvMapper()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .writerFor(String[].class)
            .with(schema.build().withHeader().withLineSeparator("\r\n"))
            .writeValues((Writer) text)) {
      for (Row row : rows) {
        csv.write(row.cells());
      }
    }
    AtomicFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
