package dev.xray.core.dataset;

import dev.xray.core.SettingException;
import dev.xray.core.codec.ImageCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Folders that are classes, as a table: {@code NORMAL/a.jpeg}, or, divided already, {@code
 * train/NORMAL/a.jpeg}. The columns are {@code filename}, {@code finding}, the folder's name, and
 * {@code split}, blank where there is none. Archives that hold everything in a folder of their own,
 * or once more in one beside, are read from the first level that has classes.
 */
final class ClassFolders {
  /** The column of a division that was made already. */
  static final String SPLIT = "split";

  private static final Set<String> SPLITS =
      Set.of("train", "training", "val", "valid", "validation", "test");
  private static final List<String> HEADERS = List.of("filename", Layout.FINDING, SPLIT);

  private ClassFolders() {}

  /**
   * Lists the images.
   *
   * @param index number of the source, for errors
   * @param folder with classes somewhere in it
   * @throws SettingException if it has none
   */
  static MetadataTable read(int index, Path folder) throws SettingException, IOException {
    Path root = folder;
    List<Path> inside = folders(root);
    // An archive's own folder.
    while (inside.size() == 1 && !isSplit(inside.get(0)) && images(inside.get(0)).isEmpty()) {
      root = inside.get(0);
      inside = folders(root);
    }
    List<List<String>> rows = new ArrayList<>();
    boolean divided = inside.stream().anyMatch(ClassFolders::isSplit);
    for (Path part : inside) {
      if (!divided) {
        addClass(folder, part, "", rows);
      } else if (isSplit(part)) {
        for (Path classFolder : folders(part)) {
          addClass(folder, classFolder, name(part).toLowerCase(Locale.ROOT), rows);
        }
      }
    }
    if (rows.isEmpty()) {
      throw new SettingException(
          DatasetSpec.setting(index, "images"),
          "is "
              + folder
              + ", in which no folder of a class holds images; in "
              + root
              + " there is: "
              + (inside.isEmpty()
                  ? "no folder"
                  : Lists.bounded(inside.stream().map(ClassFolders::name).toList(), 8))
              + ".");
    }
    return MetadataTable.of(HEADERS, rows);
  }

  private static void addClass(Path folder, Path classFolder, String split, List<List<String>> rows)
      throws IOException {
    for (Path image : images(classFolder)) {
      String file = folder.relativize(image).toString().replace('\\', '/');
      rows.add(List.of(file, name(classFolder), split));
    }
  }

  private static List<Path> images(Path folder) throws IOException {
    List<Path> images = new ArrayList<>();
    for (Path file : entries(folder)) {
      if (Files.isRegularFile(file) && ImageCodec.isImage(file)) {
        images.add(file);
      }
    }
    return images;
  }

  private static List<Path> folders(Path folder) throws IOException {
    return entries(folder).stream().filter(Files::isDirectory).toList();
  }

  /** What is in a folder, sorted, without what macOS adds to archives. */
  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !name(entry).startsWith(".") && !name(entry).equals("__MACOSX"))
          .sorted((a, b) -> name(a).compareTo(name(b)))
          .toList();
    }
  }

  private static boolean isSplit(Path folder) {
    return SPLITS.contains(name(folder).toLowerCase(Locale.ROOT));
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
