package dev.xray.core.dataset;

import dev.xray.core.SettingException;
import dev.xray.core.codec.ImageCodec;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder whose image files all belong to one class. Its sub-folders are not looked into. A file
 * is an image by its name's ending, or, as DICOM files often have none, by being one.
 */
final class FolderSource {
  private FolderSource() {}

  /**
   * Lists the images of a source.
   *
   * @param index number of the source, for errors
   * @param source without metadata
   * @param warnings hears of files that are passed over
   * @throws SettingException if the folder does not exist or has no images
   */
  static FoundSource read(int index, SourceSpec source, Consumer<String> warnings)
      throws SettingException, IOException {
    String setting = DatasetSpec.setting(index, "images");
    checkFolder(setting, source.images());
    List<FoundImage> images = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Map.Entry<String, Path> entry : visible(source.images()).entrySet()) {
      Optional<ImageFolder.Found> file = ImageFolder.file(entry.getValue());
      if (file.isEmpty()) {
        continue;
      }
      if (ImageCodec.isImage(entry.getValue())) {
        images.add(
            FoundImage.named(
                entry.getValue(), file.get().attributes(), entry.getKey(), source.layout()));
      } else {
        others.add(entry.getKey());
      }
    }
    if (images.isEmpty()) {
      throw new SettingException(setting, noImages(source.images(), others));
    }
    warnOfOthers(source, others, warnings);
    return new FoundSource(index, source, images.size(), images.size(), List.of(), images);
  }

  /** What is in a folder and not hidden, by its name. */
  private static SortedMap<String, Path> visible(Path folder) throws IOException {
    SortedMap<String, Path> visible = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = name(entry);
        if (!name.startsWith(".")) {
          visible.put(name, entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return visible;
  }

  /** Checks that a source's folder of images is one. */
  static void checkFolder(String setting, Path folder) throws SettingException {
    if (!Files.exists(folder)) {
      throw new SettingException(setting, "is " + folder + ", but there is no such folder.");
    }
    if (!Files.isDirectory(folder)) {
      throw new SettingException(
          setting, "is " + folder + ", but that is a file: name the folder of the images.");
    }
  }

  private static String noImages(Path folder, List<String> files) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<String> folders =
          entries.filter(Files::isDirectory).map(FolderSource::name).sorted().toList();
      String start =
          "is " + folder + ", which holds no image files (JPEG, PNG, TIFF, BMP, WebP, DICOM)";
      if (!folders.isEmpty()) {
        return start + ", but folders: " + Lists.bounded(folders, 8) + ". Name one of them.";
      }
      return files.isEmpty()
          ? start + ": it is empty."
          : start + ", but others: " + Lists.bounded(files, 3) + ".";
    }
  }

  private static void warnOfOthers(
      SourceSpec source, List<String> others, Consumer<String> warnings) {
    if (!others.isEmpty()) {
      warnings.accept(
          source.name()
              + ": "
              + Lists.counted(others.size(), "file")
              + " in "
              + source.images()
              + " passed over, by the ending not an image: "
              + Lists.bounded(others, 5)
              + ".");
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
