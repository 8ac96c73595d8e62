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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of a table that a source takes, with their images; folders of classes are one too. */
final class MetadataSource {
  private static final String[] FILE = {"filename", "imagename"};
  private static final String[] PATIENT = {"patientid", "patient"};
  private static final String[] VIEW = {"view"};
  private static final String[] SEX = {"sex", "gender"};
  private static final String[] AGE = {"age"};
  private static final String[] LICENCE = {"license", "licence"};
  private static final Pattern COLUMN = Pattern.compile("\\{([^}]+)}");
  private static final int LISTED_COLUMNS = 40;

  private final int index;
  private final SourceSpec source;

  /** The table's file, or the folder whose folders are classes. */
  private final Path metadata;

  private final MetadataTable table;
  private final RowFilter filter;
  private final ImageFolder folder;
  private final Consumer<String> warnings;
  private final OptionalInt file;
  private final OptionalInt patient;
  private final OptionalInt view;
  private final OptionalInt sex;
  private final OptionalInt age;
  private final OptionalInt licence;

  /** Columns that have a component of their own. */
  private final Set<Integer> named;

  private MetadataSource(
      int index, SourceSpec source, Path metadata, MetadataTable table, Consumer<String> warnings)
      throws SettingException {
    this.index = index;
    this.source = source;
    this.metadata = metadata;
    this.folder = new ImageFolder(source.images());
    this.warnings = warnings;
    this.table = withLayout(table);
    this.filter = new RowFilter(index, metadata, this.table);
    this.file = this.table.column(FILE);
    this.patient = this.table.column(PATIENT);
    this.view = this.table.column(VIEW);
    this.sex = this.table.column(SEX);
    this.age = this.table.column(AGE);
    this.licence = this.table.column(LICENCE);
    if (source.layout().file().isEmpty() && file.isEmpty()) {
      throw problem(
          metadata
              + " has no column filename or imagename; it has: "
              + Lists.bounded(this.table.headers(), LISTED_COLUMNS)
              + ".");
    }
    this.named =
        Stream.of(file, patient, view, sex, age, licence)
            .flatMapToInt(OptionalInt::stream)
            .boxed()
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Finds the images of a source.
   *
   * @param index number of the source, for errors
   * @param source with metadata, or labelled
   * @param classes the two classes
   * @param warnings hears of rows that are of neither class
   * @return for each class that it has images of
   * @throws SettingException if a file, folder or column does not exist, the filter matches no row,
   *     or no image is there
   */
  static List<FoundSource> read(
      int index, SourceSpec source, Classes classes, Consumer<String> warnings)
      throws SettingException, IOException {
    FolderSource.checkFolder(DatasetSpec.setting(index, "images"), source.images());
    Path metadata = source.metadata().orElse(source.images());
    MetadataTable table =
        source.metadata().isPresent()
            ? table(index, metadata)
            : ClassFolders.read(index, source.images());
    return new MetadataSource(index, source, metadata, table, warnings).found(classes);
  }

  /** What two spellings of one table's path have in common. */
  static Path key(Path metadata) {
    try {
      return metadata.toRealPath();
    } catch (IOException e) {
      return metadata.toAbsolutePath().normalize();
    }
  }

  private List<FoundSource> found(Classes classes) throws SettingException, IOException {
    List<Integer> rows = filter.matching(source.where());
    if (!source.isLabelled()) {
      return List.of(found(source, rows));
    }
    List<FoundSource> found = new ArrayList<>();
    Map<String, List<Integer>> rowsOf = labelled(rows);
    for (String label : classes.names()) {
      if (rowsOf.containsKey(label)) {
        found.add(found(source.of(label), rowsOf.get(label)));
      }
    }
    return found;
  }

  /** Rows of each class; warns of those that are of none. */
  private Map<String, List<Integer>> labelled(List<Integer> rows) throws SettingException {
    int column = filter.column(DatasetSpec.setting(index, "labels"), Layout.FINDING);
    Map<String, List<Integer>> rowsOf = new TreeMap<>();
    Map<Integer, String> labelOf = new TreeMap<>();
    for (Map.Entry<String, String> label : new TreeMap<>(source.labels()).entrySet()) {
      String setting = DatasetSpec.setting(index, "labels." + label.getKey());
      List<Integer> fitting = filter.matching(setting, column, label.getValue(), rows);
      if (label.getKey().equals(SourceSpec.DROP)) {
        fitting.forEach(row -> labelOf.putIfAbsent(row, SourceSpec.DROP));
        continue;
      }
      rowsOf.put(label.getKey(), fitting);
      for (int row : fitting) {
        String other = labelOf.put(row, label.getKey());
        if (other != null && !other.equals(SourceSpec.DROP)) {
          throw new SettingException(
              setting,
              "takes '" + table.cell(row, column) + "', but so does " + other + ". Change one.");
        }
      }
    }
    List<Integer> left = rows.stream().filter(row -> !labelOf.containsKey(row)).toList();
    if (!left.isEmpty()) {
      warnings.accept(
          source.name()
              + ": "
              + left.size()
              + " of "
              + rows.size()
              + " rows are of neither class and left out; column "
              + table.headers().get(column)
              + " has: "
              + filter.values(column, left)
              + ". Name them in labels, under a class or under "
              + SourceSpec.DROP
              + ".");
    }
    return rowsOf;
  }

  private FoundSource found(SourceSpec part, List<Integer> rows)
      throws SettingException, IOException {
    List<FoundImage> images = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (int row : rows) {
      String name = file(row);
      if (folder.leadsOutside(name)) {
        throw problem(
            "is "
                + metadata
                + ", whose row "
                + table.number(row)
                + " names a file outside of the image folder: "
                + name);
      }
      Optional<ImageFolder.Found> there =
          source.layout().file().isPresent() ? folder.findStem(name) : folder.find(name);
      if (there.isPresent()) {
        images.add(image(row, there.get()));
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
    return new FoundSource(index, part, table.size(), rows.size(), List.copyOf(missing), images);
  }

  /** The file that a row names, by its column or by the layout's pattern. */
  private String file(int row) throws SettingException {
    if (source.layout().file().isEmpty()) {
      return table.cell(row, file.orElseThrow());
    }
    StringBuilder name = new StringBuilder();
    Matcher column = COLUMN.matcher(source.layout().file().get());
    while (column.find()) {
      int number = filter.column(DatasetSpec.setting(index, "file"), column.group(1));
      column.appendReplacement(name, Matcher.quoteReplacement(table.cell(row, number)));
    }
    return column.appendTail(name).toString();
  }

  /** The table with the columns and values that the layout makes of its own. */
  private MetadataTable withLayout(MetadataTable original) throws SettingException {
    Map<Integer, String> names = new TreeMap<>();
    RowFilter columns = new RowFilter(index, metadata, original);
    for (Map.Entry<String, String> column : source.layout().columns().entrySet()) {
      String setting = DatasetSpec.setting(index, "columns." + column.getKey());
      names.put(columns.column(setting, column.getValue()), usual(column.getKey()));
    }
    MetadataTable renamed = names.isEmpty() ? original : original.with(names, Map.of());
    Map<Integer, UnaryOperator<String>> values = new TreeMap<>();
    RowFilter renamedColumns = new RowFilter(index, metadata, renamed);
    for (Map.Entry<String, String> map : source.layout().values().entrySet()) {
      String setting = DatasetSpec.setting(index, "values." + map.getKey());
      values.put(
          renamedColumns.column(setting, map.getKey()), new ValueMap(setting, map.getValue()));
    }
    return values.isEmpty() ? renamed : renamed.with(Map.of(), values);
  }

  /** The header under which a column is looked for. */
  private static String usual(String column) {
    return switch (column) {
      case "file" -> FILE[0];
      case "patient" -> PATIENT[0];
      case "licence" -> LICENCE[0];
      default -> column;
    };
  }

  private static MetadataTable table(int index, Path metadata)
      throws SettingException, IOException {
    if (!Files.exists(metadata)) {
      throw problem(index, "is " + metadata + ", but there is no such file.");
    }
    if (Files.isDirectory(metadata)) {
      throw problem(index, "is " + metadata + ", but that is a folder: name the CSV file in it.");
    }
    MetadataTable table;
    try {
      table = MetadataTable.parse(Files.readAllBytes(metadata));
    } catch (JsonProcessingException e) {
      throw problem(index, "is " + metadata + ", which is not CSV: " + e.getOriginalMessage());
    }
    if (table.size() == 0) {
      throw problem(index, "is " + metadata + ", which has no rows.");
    }
    return table;
  }

  /** What a row says of its image. */
  private FoundImage image(int row, ImageFolder.Found there) {
    String path = folder.relative(there.path());
    SortedMap<String, String> others = new TreeMap<>();
    for (int column = 0; column < table.headers().size(); column++) {
      if (!named.contains(column) && !table.cell(row, column).isEmpty()) {
        others.put(table.headers().get(column), table.cell(row, column));
      }
    }
    return new FoundImage(
        there.path(),
        there.attributes(),
        path,
        source.layout().patientOf(cell(row, patient), path),
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
    return problem(index, problem);
  }

  private static SettingException problem(int index, String problem) {
    return new SettingException(DatasetSpec.setting(index, "metadata"), problem);
  }
}
