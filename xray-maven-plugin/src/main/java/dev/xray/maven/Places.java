package dev.xray.maven;

import dev.xray.core.SettingException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What relative paths of sources refer to.
 *
 * @param project the project's folder
 * @param collections folders of what was fetched, by name
 */
record Places(Path project, Map<String, Path> collections) {
  /**
   * The folder of a collection, or the project's where none is named.
   *
   * @param setting what names the collection, for errors
   * @throws SettingException if there is no such collection
   */
  Path root(String setting, @Nullable String collection) throws SettingException {
    if (collection == null) {
      return project;
    }
    Path folder = collections.get(collection.trim());
    if (folder == null) {
      throw new SettingException(
          setting,
          "is '"
              + collection
              + "', but <fetch> has "
              + (collections.isEmpty()
                  ? "no collections."
                  : "only " + String.join(", ", new TreeSet<>(collections.keySet())) + "."));
    }
    return folder;
  }
}
