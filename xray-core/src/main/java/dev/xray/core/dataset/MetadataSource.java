package dev.xray.core.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.xray.core.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of a metadata file that a source takes, with their images. */
final class MetadataSource {
  private static final String[] FILE = {"filename", "imagename"};
  private static final String[] PATIENT = {"patientid", "patient"};
  private static final String[] VIEW = {"view"};
  private static final String[] SEX = {"sex", "gender"};
  private static final String[] AGE = {"age"};
  private static final String[] LICENCE = {"license", "licence"};
  private static final int LISTED_COLUMNS = 40;

  private final int index;
  private final SourceSpec source;
  private final Path metadata;
  private final MetadataTable table;
  private final ImageFolder folder;
  private final int fileColumn;
  private final OptionalInt patient;
  private final OptionalInt view;
  private final OptionalInt sex;
  private final OptionalInt age;
  private final OptionalInt licence;

  /** Columns that have a component of their own. */
  private final Set<Integer> named;

  private MetadataSource(int index, SourceSpec source, Path metadata)
      throws SettingException, IOException {
    this.index = index;
    this.source = source;
    this.metadata = metadata;
    this.folder = new ImageFolder(source.images());
    this.table = table();
    this.fileColumn =
        table
            .column(FILE)
            .orElseThrow(
                () ->
                    problem(
                        metadata
                            + " has no column filename or imagename; it has: "
                            + Lists.bounded(table.headers(), LISTED_COLUMNS)
                            + "."));
    this.patient = table.column(PATIENT);
    this.view = table.column(VIEW);
    this.sex = table.column(SEX);
    this.age = table.column(AGE);
    this.licence = table.column(LICENCE);
    this.named =
        Stream.of(OptionalInt.of(fileColumn), patient, view, sex, age, licence)
            .flatMapToInt(OptionalInt::stream)
            .boxed()
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Finds the images of a source.
   *
   * @param index number of the source, for errors
   * @param source with metadata
   * @throws SettingException if a file, folder or column does not exist, the filter matches no row,
   *     or no image is there
   */
  static FoundSource read(int index, SourceSpec source) throws SettingException, IOException {
    Path metadata = source.metadata().orElseThrow();
    FolderSource.checkFolder(DatasetSpec.setting(index, "images"), source.images());
    return new MetadataSource(index, source, metadata).found();
  }

  /** What two spellings of one table's path have in common. */
  static Path key(Path metadata) {
    try {
      return metadata.toRealPath();
    } catch (IOException e) {
      return metadata.toAbsolutePath().normalize();
    }
  }

  private FoundSource found() throws SettingException {
    List<Integer> rows = new RowFilter(index, metadata, table).matching(source.where());
    List<FoundImage> images = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (int row : rows) {
      String name = table.cell(row, fileColumn);
      if (folder.leadsOutside(name)) {
        throw problem(
            "is "
                + metadata
                + ", whose row "
                + table.number(row)
                + " names a file outside of the image folder: "
                + name);
      }
      Optional<Path> path = folder.find(name);
      if (path.isPresent()) {
        images.add(image(row, path.get()));
      } else {
        missing.add(name.isEmpty() ? "(row " + table.number(row) + " names no file)" : name);
      }
    }
    if (images.isEmpty()) {
      throw new SettingException(
          DatasetSpec.setting(index, "images"),
          "is "
              + source.images()
              + ", which holds none of the "
              + rows.size()
              + " images that "
              + metadata
              + " names, such as "
              + missing.get(0)
              + ". Name the folder of the images.");
    }
    return new FoundSource(table.size(), rows.size(), List.copyOf(missing), images);
  }

  private MetadataTable table() throws SettingException, IOException {
    if (!Files.exists(metadata)) {
      throw problem("is " + metadata + ", but there is no such file.");
    }
    if (Files.isDirectory(metadata)) {
      throw problem("is " + metadata + ", but that is a folder: name the CSV file in it.");
    }
    MetadataTable table;
    try {
      table = MetadataTable.parse(Files.readAllBytes(metadata));
    } catch (JsonProcessingException e) {
      throw problem("is " + metadata + ", which is not CSV: " + e.getOriginalMessage());
    }
    if (table.size() == 0) {
      throw problem("is " + metadata + ", which has no rows.");
    }
    return table;
  }

  /** What a row says of its image. */
  private FoundImage image(int row, Path path) {
    Map<String, String> others = new TreeMap<>();
    for (int column = 0; column < table.headers().size(); column++) {
      if (!named.contains(column) && !table.cell(row, column).isEmpty()) {
        others.put(table.headers().get(column), table.cell(row, column));
      }
    }
    return new FoundImage(
        path,
        folder.relative(path),
        cell(row, patient),
        cell(row, view),
        cell(row, sex),
        cell(row, age),
        cell(row, licence),
        others);
  }

  private Optional<String> cell(int row, OptionalInt column) {
    return column.isPresent()
        ? Optional.of(table.cell(row, column.getAsInt())).filter(cell -> !cell.isEmpty())
        : Optional.empty();
  }

  private SettingException problem(String problem) {
    return new SettingException(DatasetSpec.setting(index, "metadata"), problem);
  }
}
