package dev.xray.maven;

import dev.xray.core.SettingException;
import dev.xray.core.dataset.Layout;
import dev.xray.core.dataset.SourceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code <source>}: filled by Maven, field by field. */
public final class SourceParameter {
  /** {@code <name>}: how reports call it; by default the name of its folder. */
  @Nullable private String name;

  /** {@code <collection>}: one of {@code <fetch>}, whose folder the next two are in. */
  @Nullable private String collection;

  /** {@code <metadata>}: CSV file whose rows name the images; without it every image is taken. */
  @Nullable private String metadata;

  /**
   * {@code <images>}: folder of the images; with a layout, of the collection. By default that of
   * the {@code <collection>}.
   */
  @Nullable private String images;

  /** {@code <where>}: column to wanted value. */
  @Nullable private Map<String, String> where;

  /** {@code <label>}: the class of these images. */
  @Nullable private String label;

  /** {@code <labels>}: class to values of the finding, or to names of folders. */
  @Nullable private Map<String, String> labels;

  /** {@code <layout>}: name of a collection's layout. */
  @Nullable private String layout;

  /** {@code <columns>}: what a column is to its name in the table. */
  @Nullable private Map<String, String> columns;

  /** {@code <file>}: the file of a row, such as {@code {patientid}}. */
  @Nullable private String file;

  /** {@code <values>}: column to what its values become. */
  @Nullable private Map<String, String> values;

  /** {@code <patient>}: regular expression that finds the patient in an id or a file name. */
  @Nullable private String patient;

  /** {@code <patientScope>}: whose patient ids these are, such as a hospital. */
  @Nullable private String patientScope;

  /** {@code <licence>}: of the images for which no table gives one. */
  @Nullable private String licence;

  /** {@code <balance>}: whether to sample as many images as the other class has. */
  private boolean balance;

  /**
   * All of a list, each with a name of its own.
   *
   * @param setting dotted name of the list, such as {@code sources}
   * @param sources as Maven filled them
   * @param places what their paths refer to
   * @throws SettingException if something is missing
   */
  static List<SourceSpec> toSpecs(String setting, List<SourceParameter> sources, Places places)
      throws SettingException {
    List<SourceSpec> specs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < sources.size(); i++) {
      SourceSpec spec = sources.get(i).toSpec(setting + "[" + i + "]", names, places);
      names.add(spec.name());
      specs.add(spec);
    }
    return List.copyOf(specs);
  }

  /**
   * The source, checked as far as possible without opening an image.
   *
   * @param setting its dotted name, such as {@code sources[0]}
   * @param taken names of the sources before it
   * @param places what its paths refer to
   * @throws SettingException if something is missing
   */
  private SourceSpec toSpec(String setting, Set<String> taken, Places places)
      throws SettingException {
    if (images == null && collection == null) {
      throw new SettingException(setting + ".images", "is missing: name the folder of the images.");
    }
    if (label == null && labels == null) {
      throw new SettingException(
          setting + ".label",
          "is missing: name the class of the images, or in labels which are of which.");
    }
    Path root = places.root(setting + ".collection", collection);
    Path folder = images == null ? root : root.resolve(images);
    checkFolder(setting + ".images", folder);
    Optional<Layout.Named> named =
        layout == null
            ? Optional.empty()
            : Optional.of(Layout.Named.of(setting + ".layout", layout));
    Optional<Path> table =
        Optional.ofNullable(metadata)
            .map(root::resolve)
            .or(() -> named.flatMap(known -> known.metadata(folder)));
    if (table.isPresent() && !Files.isRegularFile(table.get())) {
      throw new SettingException(
          setting + ".metadata", "is " + table.get() + ", but there is no such file.");
    }
    return new SourceSpec(
        name == null ? defaultName(root, folder, taken) : name,
        table,
        named.map(known -> known.images(folder)).orElse(folder),
        written(setting + ".where", where),
        label == null ? "" : label,
        balance,
        named.map(Layout.Named::layout).orElse(Layout.PLAIN).with(ownLayout(setting)),
        written(setting + ".labels", labels),
        Optional.ofNullable(patientScope),
        Optional.ofNullable(licence).map(String::strip));
  }

  private Layout ownLayout(String setting) throws SettingException {
    return new Layout(
        written(setting + ".columns", columns),
        Optional.ofNullable(file),
        written(setting + ".values", values),
        Optional.ofNullable(patient));
  }

  private static void checkFolder(String setting, Path folder) throws SettingException {
    if (!Files.exists(folder)) {
      throw new SettingException(setting, "is " + folder + ", but there is no such folder.");
    }
    if (!Files.isDirectory(folder)) {
      throw new SettingException(
          setting, "is " + folder + ", but that is a file: name the folder of the images.");
    }
  }

  private static Map<String, String> written(String setting, @Nullable Map<String, String> map)
      throws SettingException {
    Map<String, String> written = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry :
        map == null ? Map.<String, String>of().entrySet() : map.entrySet()) {
      if (entry.getValue() == null) {
        throw new SettingException(
            setting + "." + entry.getKey(), "is empty: write the value to look for.");
      }
      written.put(entry.getKey(), entry.getValue());
    }
    return written;
  }

  /**
   * The folder's name, or its parent's where it is just {@code images}; numbered if taken. The
   * folder of a collection is called as the collection.
   */
  private String defaultName(Path root, Path folder, Set<String> taken) {
    Path path = folder.toAbsolutePath().normalize();
    if (path.endsWith("images") && path.getNameCount() > 1) {
      path = path.getParent();
    }
    boolean whole = collection != null && path.equals(root.toAbsolutePath().normalize());
    String candidate = whole ? collection.trim() : String.valueOf(path.getFileName());
    String free = candidate;
    for (int number = 2; taken.contains(free); number++) {
      free = candidate + "-" + number;
    }
    return free;
  }
}
