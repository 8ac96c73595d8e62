package dev.xray.core.dataset.fetch;

import dev.xray.core.Folders;
import dev.xray.core.Json;
import dev.xray.core.LockedFile;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fetches collections, unless they are there, and holds them against the lock file. Each is a
 * folder that appears as a whole; whoever comes second waits, and finds it there.
 *
 * <p>Not thread-safe; several of them, in as many processes, may share a directory.
 */
public final class Fetcher {
  private static final int KEY_DIGITS = 16;

  private final FetchSettings settings;
  private final FetchListener listener;
  private final Download.Pauses pauses;

  /** Constructs a fetcher; it does nothing yet. */
  public Fetcher(FetchSettings settings, FetchListener listener) {
    this(settings, listener, Download.Pauses.USUAL);
  }

  Fetcher(FetchSettings settings, FetchListener listener, Download.Pauses pauses) {
    this.settings = settings;
    this.listener = listener;
    this.pauses = pauses;
  }

  /**
   * A collection that is there.
   *
   * @param folder with its files
   * @param locked what it holds
   */
  private record Fetched(Path folder, LockFile.Locked locked) {}

  /**
   * Fetches what is not there yet, all of it or nothing of each collection.
   *
   * @param specs validated
   * @return the folder of each by its name; of a single file that is no archive, the folder it is
   *     in
   * @throws XrayException if one cannot be had, or holds something else than the lock file says
   */
  public Map<String, Path> fetch(List<FetchSpec> specs)
      throws IOException, XrayException, InterruptedException {
    settings.validate();
    LockFile lock =
        settings.lockFile().isPresent()
            ? LockFile.read(settings.lockFile().get())
            : new LockFile(LockFile.FORMAT, Map.of());
    Map<String, Path> folders = new LinkedHashMap<>();
    Map<String, LockFile.Locked> now = new TreeMap<>();
    try (Http http = new Http(settings.timeout(), settings.proxies())) {
      for (FetchSpec spec : specs) {
        Optional<LockFile.Locked> expected = lock.find(spec.name());
        Fetched fetched = fetch(spec, expected, http);
        compare(spec, expected, fetched.locked());
        folders.put(spec.name(), fetched.folder());
        now.put(spec.name(), fetched.locked());
      }
    }
    write(lock, now);
    return folders;
  }

  private void write(LockFile lock, Map<String, LockFile.Locked> now) throws IOException {
    if (settings.lockFile().isEmpty()) {
      return;
    }
    // What is not declared any more goes when somebody updates on purpose.
    LockFile next = settings.updateLock() ? new LockFile(LockFile.FORMAT, now) : lock.with(now);
    if (!next.equals(lock)) {
      Path file = settings.lockFile().get();
      Json.write(file, next);
      listener.info("Wrote " + file + ": keep it with the POM, in version control.");
    }
  }

  private void compare(FetchSpec spec, Optional<LockFile.Locked> expected, LockFile.Locked found)
      throws XrayException {
    if (expected.isEmpty() || expected.get().isSameAs(found)) {
      return;
    }
    String difference =
        words(expected.get()) + " are locked, but there are " + words(found) + " now";
    if (settings.updateLock()) {
      listener.info(spec.name() + ": " + difference + "; the lock is updated.");
      return;
    }
    throw new XrayException(
        spec.name()
            + " is not what "
            + settings.lockFile().map(Path::toString).orElse(LockFile.NAME)
            + " says: "
            + difference
            + ". If that is what you want, accept it with -Dxray.updateLock.");
  }

  private static String words(LockFile.Locked locked) {
    return locked.content().words()
        + ", SHA-256 "
        + locked.sha256()
        + locked.commit().map(id -> ", commit " + id).orElse("");
  }

  private Fetched fetch(FetchSpec spec, Optional<LockFile.Locked> expected, Http http)
      throws IOException, XrayException, InterruptedException {
    if (spec.origin() instanceof Origin.Local local) {
      if (!Files.exists(local.path())) {
        throw new XrayException(
            spec.name()
                + " is to be at "
                + local.path()
                + ", but there is no such file or folder.");
      }
      if (Files.isDirectory(local.path())) {
        return inPlace(spec.name(), local.path());
      }
    }
    Source source = source(spec, expected, http);
    Path entry = settings.directory().resolve(spec.name() + "-" + digits(source.key()));
    LockedFile lock =
        LockedFile.acquire(
            entry.resolveSibling(entry.getFileName() + ".lock"),
            () -> listener.info("Waiting for another build that fetches " + spec.name() + "."));
    try {
      Content content = stored(spec.name(), source, entry, expected);
      return new Fetched(entry.resolve("content"), LockFile.Locked.of(source, content));
    } finally {
      lock.close();
    }
  }

  private Source source(FetchSpec spec, Optional<LockFile.Locked> expected, Http http)
      throws IOException, XrayException, InterruptedException {
    Origin origin = spec.origin();
    if (origin instanceof Origin.Web web) {
      return WebSource.of(spec.name(), web, http, pauses, listener);
    } else if (origin instanceof Origin.Kaggle kaggle) {
      return WebSource.of(spec.name(), kaggle, http, pauses, listener);
    } else if (origin instanceof Origin.Git git) {
      return GitSource.of(spec.name(), git, settings, expected, listener);
    } else if (origin instanceof Origin.Local local) {
      return LocalSource.of(spec.name(), local, memo(local.path()), listener);
    }
    throw new IllegalStateException("unknown origin: " + origin);
  }

  /** A local folder is used where it is. */
  private Fetched inPlace(String name, Path folder) throws IOException, XrayException {
    Path memo = memo(folder);
    Optional<Listing> known = Listing.read(memo);
    Listing listing = Listing.of(folder, known);
    if (listing.files().isEmpty()) {
      throw new XrayException(name + " is to be in " + folder + ", but that folder is empty.");
    }
    if (!known.equals(Optional.of(listing))) {
      listing.write(memo);
    }
    return new Fetched(folder, LockFile.Locked.of(listing.content()));
  }

  /** Where the digests of local files are remembered. */
  private Path memo(Path local) throws IOException {
    return settings.directory().resolve("local-" + digits(local.toRealPath().toString()));
  }

  /** What is kept, or fetched now. */
  private Content stored(String name, Source source, Path entry, Optional<LockFile.Locked> expected)
      throws IOException, XrayException, InterruptedException {
    Optional<Content> kept = kept(name, entry);
    if (kept.isPresent() && isCurrent(source, kept.get(), expected)) {
      return kept.get();
    }
    if (settings.offline() && !source.isLocal()) {
      if (kept.isPresent()) {
        return kept.get();
      }
      throw new XrayException(
          name
              + " is not in "
              + settings.directory()
              + " yet, and Maven is offline (-o): run mvn xray:fetch once without -o.");
    }
    return fill(name, source, entry);
  }

  /**
   * An address without digest may give something else today, which is asked for on purpose only.
   */
  private boolean isCurrent(Source source, Content kept, Optional<LockFile.Locked> expected) {
    if (source.isPinned()) {
      return true;
    }
    boolean asLocked = expected.isEmpty() || expected.get().content().equals(kept);
    return asLocked && !settings.updateLock();
  }

  private Optional<Content> kept(String name, Path entry) throws IOException, XrayException {
    Optional<Listing> known = Listing.read(entry.resolve("listing"));
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Content content = known.get().content();
    if (Listing.of(entry.resolve("content"), known).content().equals(content)) {
      return Optional.of(content);
    }
    listener.warning(name + " was altered in " + entry + ": it is fetched anew.");
    return Optional.empty();
  }

  private Content fill(String name, Source source, Path entry)
      throws IOException, XrayException, InterruptedException {
    listener.info("Fetching " + name + ".");
    Path fresh = entry.resolveSibling(entry.getFileName() + ".new");
    Path work = entry.resolveSibling(entry.getFileName() + ".part");
    Folders.delete(fresh);
    try {
      source.fill(fresh.resolve("content"), work);
      Listing listing = Listing.of(fresh.resolve("content"), Optional.empty());
      if (listing.files().isEmpty()) {
        throw new XrayException(name + " is empty: there is no file in it.");
      }
      listing.write(fresh.resolve("listing"));
      Folders.delete(entry);
      Files.move(fresh, entry, StandardCopyOption.ATOMIC_MOVE);
      Folders.delete(work);
      listener.info(
          "Fetched "
              + name
              + ": "
              + listing.content().words()
              + ", in "
              + entry.resolve("content"));
      return listing.content();
    } finally {
      Folders.delete(fresh);
    }
  }

  private static String digits(String key) {
    return Hashes.sha256(key.getBytes(StandardCharsets.UTF_8)).substring(0, KEY_DIGITS);
  }
}
