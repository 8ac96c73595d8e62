package dev.xray.core.dataset.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The files of a commit that are wanted.
 *
 * @param files content by path
 * @param top what stands at the top of the repository
 * @param leftOut links and submodules
 */
record GitTree(Map<String, ObjectId> files, List<String> top, List<String> leftOut) {
  static GitTree of(Repository repository, ObjectId commit, Cone cone) throws IOException {
    Map<String, ObjectId> files = new TreeMap<>();
    List<String> top = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(commits.parseCommit(commit).getTree());
      while (walk.next()) {
        String path = walk.getPathString();
        FileMode mode = walk.getFileMode();
        if (walk.getDepth() == 0) {
          top.add(path);
        }
        if (mode == FileMode.TREE) {
          if (cone.enters(path)) {
            walk.enterSubtree();
          }
        } else if (mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE) {
          files.put(path, walk.getObjectId(0));
        } else {
          leftOut.add(path);
        }
      }
    }
    return new GitTree(files, List.copyOf(top), List.copyOf(leftOut));
  }
}
