package dev.xray.core.pipeline;

import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.DatasetManifest;
import dev.xray.core.dataset.ManifestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** How a data set and its split differ from a manifest that was written before. */
final class ManifestChanges {
  private static final int LISTED = 5;

  private ManifestChanges() {}

  /**
   * The differences in words, with the files; empty where there are none, or no manifest.
   *
   * @param file the manifest that was written before
   * @param now as data set and split are
   */
  static Optional<String> since(Path file, DatasetManifest now) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      List<String> changes = changes(Json.read(file, DatasetManifest.class), now);
      return changes.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "The split in "
                  + file
                  + " no longer matches its data: "
                  + String.join("; ", changes)
                  + ". The split is made anew, and what was made from the old one is out of date.");
    } catch (XrayException e) {
      // Another version wrote it, or it is damaged: it is written anew.
      return Optional.empty();
    }
  }

  static List<String> changes(DatasetManifest before, DatasetManifest now) {
    Map<String, ManifestImage> old = byName(before);
    Map<String, ManifestImage> current = byName(now);
    List<String> changes = new ArrayList<>();
    add(changes, "missing", only(old, current));
    add(changes, "new", only(current, old));
    add(
        changes,
        "with other content",
        differing(old, current, (a, b) -> !a.sha256().equals(b.sha256())));
    add(
        changes,
        "in another part of the split",
        differing(old, current, (a, b) -> a.part() != b.part()));
    add(
        changes,
        "with another label",
        differing(old, current, (a, b) -> !a.label().equals(b.label())));
    return changes;
  }

  private static Map<String, ManifestImage> byName(DatasetManifest manifest) {
    Map<String, ManifestImage> images = new LinkedHashMap<>();
    manifest.files().forEach(image -> images.put(image.source() + "/" + image.file(), image));
    return images;
  }

  private static List<String> only(
      Map<String, ManifestImage> these, Map<String, ManifestImage> others) {
    return these.keySet().stream().filter(name -> !others.containsKey(name)).toList();
  }

  private static List<String> differing(
      Map<String, ManifestImage> old,
      Map<String, ManifestImage> current,
      BiPredicate<ManifestImage, ManifestImage> differ) {
    return old.keySet().stream()
        .filter(name -> current.containsKey(name))
        .filter(name -> differ.test(at(old, name), at(current, name)))
        .toList();
  }

  private static ManifestImage at(Map<String, ManifestImage> images, String name) {
    return Optional.ofNullable(images.get(name)).orElseThrow();
  }

  private static void add(List<String> changes, String what, List<String> names) {
    if (!names.isEmpty()) {
      int more = names.size() - LISTED;
      changes.add(
          names.size()
              + (names.size() == 1 ? " image is " : " images are ")
              + what
              + " ("
              + String.join(", ", names.stream().limit(LISTED).toList())
              + (more > 0 ? " and " + more + " more" : "")
              + ")");
    }
  }
}
