package dev.xray.core.audit.facts;

import dev.xray.core.dataset.LabeledImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which collection an image comes from, by the folder in which its source lies. The name of the
 * source will not do: a source has one class by its nature, so that its name always gives the class
 * away, also where two sources read one table. Nor will the folder as it stands: a collection often
 * keeps each class in a folder of its own. So the folder is named without the segments that every
 * collection has ({@code images}, {@code train} and so on) and without one that names the class.
 */
public final class Origins {
  private static final Set<String> GENERIC =
      Set.of(
          "image",
          "images",
          "img",
          "imgs",
          "png",
          "jpg",
          "jpeg",
          "train",
          "training",
          "test",
          "testing",
          "val",
          "valid",
          "validation");

  private Origins() {}

  /**
   * Names of the collections of images, one for each.
   *
   * @param images of a data set
   * @return the last segment of each collection's folder, or as many as tell them apart
   */
  public static List<String> of(List<LabeledImage> images) {
    List<Path> folders = images.stream().map(Origins::collection).toList();
    List<Path> distinct = folders.stream().distinct().toList();
    int segments = 1;
    while (segments < 20 && !apart(distinct, segments)) {
      segments++;
    }
    List<String> names = new ArrayList<>();
    for (Path folder : folders) {
      names.add(last(folder, segments));
    }
    return List.copyOf(names);
  }

  /** The folder of an image's source: its path without the file's name within the source. */
  static Path folder(LabeledImage image) {
    Path folder = image.path().toAbsolutePath().normalize();
    for (int i = 0; i < Path.of(image.file()).getNameCount(); i++) {
      Path parent = folder.getParent();
      folder = parent == null ? folder : parent;
    }
    return folder;
  }

  private static Path collection(LabeledImage image) {
    Path folder = folder(image);
    while (folder.getNameCount() > 1 && saysNothing(folder, image.label())) {
      folder = folder.getParent();
    }
    return folder;
  }

  private static boolean saysNothing(Path folder, String label) {
    String name = folder.getFileName().toString().toLowerCase(Locale.ROOT);
    return GENERIC.contains(name) || name.equals(label.toLowerCase(Locale.ROOT));
  }

  private static boolean apart(List<Path> folders, int segments) {
    return folders.stream().map(folder -> last(folder, segments)).distinct().count()
        == folders.size();
  }

  private static String last(Path folder, int segments) {
    int count = folder.getNameCount();
    return count == 0
        ? "/"
        : folder.subpath(Math.max(0, count - segments), count).toString().replace('\\', '/');
  }
}
