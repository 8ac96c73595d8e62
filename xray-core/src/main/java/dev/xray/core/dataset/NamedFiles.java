package dev.xray.core.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The files that sources name, each known by its real path: a link and its target are one file, two
 * spellings of a name are one where the file system says so. A real path takes time to find out, so
 * that it is asked for only where two files share an inode.
 */
final class NamedFiles {
  private final Map<Object, First> byInode = new HashMap<>();
  private final Map<Path, Integer> byRealPath = new HashMap<>();

  private record First(Path path, int source) {}

  /**
   * Notes that a source names a file.
   *
   * @return the source that named it first; -1 if none did
   */
  int firstSource(FoundImage image, int source) throws IOException {
    Path path = image.path();
    Object inode = image.attributes().fileKey();
    if (inode != null) { // Windows has none
      First first = byInode.putIfAbsent(inode, new First(path, source));
      if (first == null) {
        return -1;
      }
      byRealPath.putIfAbsent(first.path().toRealPath(), first.source());
    }
    Integer first = byRealPath.putIfAbsent(path.toRealPath(), source);
    return first == null ? -1 : first;
  }
}
