package dev.xray.core.dataset;

import dev.xray.core.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Copies the images of a data set into one folder for each class, as the article does. */
public final class DatasetCopier {
  private static final int DIGITS = 8;

  private DatasetCopier() {}

  /**
   * Copies the images to {@code folder/<class>/<file name>}. Where two images of a class have one
   * name, the later gets the first digits of its SHA-256 before its ending. A file that is there
   * with the same length and content stays; other files of the folder are not touched.
   *
   * @param dataset the images
   * @param folder is made if needed
   * @return where each image was copied to, in the order of the images
   * @throws IOException if a file cannot be read or written; each file is written whole or not at
   *     all
   */
  public static Map<LabeledImage, Path> copy(Dataset dataset, Path folder) throws IOException {
    Map<LabeledImage, Path> copies = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (LabeledImage image : dataset.images()) {
      Path target = folder.resolve(image.label()).resolve(freeName(image, taken));
      if (!isThere(image, target)) {
        AtomicFiles.write(
            target,
            temporary -> Files.copy(image.path(), temporary, StandardCopyOption.REPLACE_EXISTING));
      }
      copies.put(image, target);
    }
    return copies;
  }

  /** A name that is free in the image's class, on file systems that ignore case too. */
  private static String freeName(LabeledImage image, Set<String> taken) {
    String name = image.file().substring(image.file().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
    String free = name;
    for (int copy = 1; !taken.add((image.label() + "/" + free).toLowerCase(Locale.ROOT)); copy++) {
      String mark = "-" + image.sha256().substring(0, DIGITS) + (copy == 1 ? "" : "-" + copy);
      free = name.substring(0, dot) + mark + name.substring(dot);
    }
    return free;
  }

  private static boolean isThere(LabeledImage image, Path target) throws IOException {
    return Files.isRegularFile(target)
        && Files.size(target) == Files.size(image.path())
        && Hashes.sha256(Files.readAllBytes(target)).equals(image.sha256());
  }
}
