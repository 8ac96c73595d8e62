package dev.xray.core.dataset.fetch;

import dev.xray.core.XrayException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * The files of a git repository at a commit. Where the server can, only that commit comes, without
 * its history and without files, and then the files that are wanted, some at a time: an interrupted
 * fetch goes on with those that are missing. Every object is identified by the digest of its bytes,
 * so that nothing can come in another's place.
 *
 * @param name of the collection
 * @param git where it is
 * @param id the commit
 */
record GitSource(
    String name, Origin.Git git, String id, FetchSettings settings, FetchListener listener)
    implements Source {
  private static final int FEWEST = 200;
  private static final int MOST_REQUESTS = 50;
  private static final int MOST_OF_A_POINTER = 1024;
  private static final String POINTER = "version https://git-lfs.github.com/spec/";

  /**
   * Finds out which commit is meant.
   *
   * @param expected the lock file's: a tag that is locked is not asked for again
   */
  static GitSource of(
      String name,
      Origin.Git git,
      FetchSettings settings,
      Optional<LockFile.Locked> expected,
      FetchListener listener)
      throws XrayException {
    Optional<String> locked =
        expected
            .filter(known -> !settings.updateLock() && known.tag().equals(git.tag()))
            .flatMap(LockFile.Locked::commit);
    String id =
        git.commit().isPresent()
            ? git.commit().get()
            : locked.isPresent() ? locked.get() : tagged(name, git, settings, listener);
    return new GitSource(name, git, id, settings, listener);
  }

  private static String tagged(
      String name, Origin.Git git, FetchSettings settings, FetchListener listener)
      throws XrayException {
    String tag = git.tag().orElseThrow();
    if (settings.offline()) {
      throw new XrayException(
          name
              + ": which commit the tag "
              + tag
              + " of "
              + git.url()
              + " stands for is not in the lock file yet, and Maven is offline (-o): run mvn"
              + " xray:fetch once without -o.");
    }
    Map<String, ObjectId> tags = new GitServer(name, git, settings, listener).tags();
    ObjectId commit = tags.get(tag);
    if (commit == null) {
      throw new XrayException(
          name
              + ": "
              + git.url()
              + " has no tag "
              + tag
              + (tags.isEmpty() ? ", and no other either." : ". Its tags: " + few(tags.keySet())));
    }
    return commit.name();
  }

  private static String few(Collection<String> tags) {
    int most = 20;
    return String.join(", ", tags.stream().sorted().limit(most).toList())
        + (tags.size() > most ? ", ..." : ".");
  }

  @Override
  public String key() {
    return "git " + git.url() + " " + id + " " + String.join(" ", cone().folders());
  }

  @Override
  public boolean isPinned() {
    return true;
  }

  @Override
  public Optional<String> commit() {
    return Optional.of(id);
  }

  @Override
  public Optional<String> tag() {
    return git.tag();
  }

  private Cone cone() {
    return Cone.of(git.folders());
  }

  @Override
  public void fill(Path content, Path work)
      throws IOException, XrayException, InterruptedException {
    GitServer server = new GitServer(name, git, settings, listener);
    try (Repository repository = server.open(work.resolve("git"))) {
      ObjectId commit = ObjectId.fromString(id);
      if (!repository.getObjectDatabase().has(commit)) {
        server.fetchCommit(repository, commit);
      }
      GitTree tree = GitTree.of(repository, commit, cone());
      checkFolders(tree);
      fetchFiles(server, repository, tree);
      write(repository, tree, content);
    }
  }

  private void checkFolders(GitTree tree) throws XrayException {
    for (String folder : cone().folders()) {
      if (tree.files().keySet().stream().noneMatch(path -> path.startsWith(folder + "/"))) {
        throw new XrayException(
            name
                + ": there is no folder "
                + folder
                + " in the commit "
                + id
                + ". At its top are: "
                + few(tree.top()));
      }
    }
    if (!tree.leftOut().isEmpty()) {
      listener.warning(
          name
              + ": "
              + tree.leftOut().size()
              + " links and submodules were left out, the first is "
              + tree.leftOut().get(0)
              + ".");
    }
  }

  private void fetchFiles(GitServer server, Repository repository, GitTree tree)
      throws IOException, XrayException, InterruptedException {
    List<ObjectId> missing = missing(repository, tree);
    int size = Math.max(FEWEST, missing.size() / MOST_REQUESTS + 1);
    for (int from = 0; from < missing.size(); from += size) {
      listener.progress(name, from, missing.size(), "files");
      Optional<XrayException> refusal =
          server.fetchFiles(
              repository, missing.subList(from, Math.min(missing.size(), from + size)));
      if (refusal.isPresent() && from > 0) {
        throw refusal.get();
      }
      if (refusal.isPresent()) {
        // Some servers show commits to everybody who knows their ids, but no files.
        server.fetchWhole(repository, ObjectId.fromString(id));
        break;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    List<ObjectId> lacking = missing(repository, tree);
    if (!lacking.isEmpty()) {
      throw new XrayException(
          name
              + ": the server kept back "
              + lacking.size()
              + " files of the commit "
              + id
              + ". What has come is kept: run it again.");
    }
  }

  private static List<ObjectId> missing(Repository repository, GitTree tree) throws IOException {
    Set<ObjectId> missing = new LinkedHashSet<>();
    try (ObjectReader reader = repository.newObjectReader()) {
      for (ObjectId file : tree.files().values()) {
        if (!reader.has(file)) {
          missing.add(file);
        }
      }
    }
    return new ArrayList<>(missing);
  }

  private void write(Repository repository, GitTree tree, Path content)
      throws IOException, XrayException {
    SafeFolder folder = SafeFolder.known(content, name);
    long done = 0;
    try (ObjectReader reader = repository.newObjectReader()) {
      for (Map.Entry<String, ObjectId> file : tree.files().entrySet()) {
        ObjectLoader loader = reader.open(file.getValue());
        refusePointer(file.getKey(), loader);
        try (InputStream in = loader.openStream()) {
          folder.file(file.getKey(), in);
        }
        listener.progress("Writing " + name, ++done, tree.files().size(), "files");
      }
    }
  }

  private void refusePointer(String path, ObjectLoader loader) throws IOException, XrayException {
    if (loader.getSize() < MOST_OF_A_POINTER
        && new String(loader.getBytes(), StandardCharsets.UTF_8).startsWith(POINTER)) {
      throw new XrayException(
          name
              + ": "
              + path
              + " is only a pointer to a file that Git LFS keeps, which xray does not read. Name"
              + " <folders> without it, or give the data by <url>, <artifact> or <path>.");
    }
  }
}
