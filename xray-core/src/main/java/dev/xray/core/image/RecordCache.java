package dev.xray.core.image;

import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.runtime.Parallel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was made from image files by decoding them, kept in files so that no image is decoded twice.
 * A record is known by its kind, which says everything that decides it besides the file, and by the
 * SHA-256 of the file.
 *
 * <p>Several builds may use one folder at the same time: a pack of records appears as a whole and
 * never changes. Each record that is used has its checksum verified first; those that are damaged
 * are made anew. The packs that were used least recently make room for new ones. Thread-safe.
 */
public final class RecordCache {
  private static final String PACK = ".pack";
  private static final String TEMPORARY = ".tmp";

  private final Optional<Path> folder;
  private final long limit;
  private final String versions;
  private final ToLongFunction<Path> space;

  private RecordCache(
      Optional<Path> folder, long limit, String versions, ToLongFunction<Path> space) {
    this.folder = folder;
    this.limit = limit;
    this.versions = versions;
    this.space = space;
  }

  /** Keeps nothing: records are made each time, on the heap. */
  public static RecordCache none() {
    return new RecordCache(Optional.empty(), 0, "", any -> 0);
  }

  /**
   * Keeps records in a folder, which is made if need be. Where it cannot be written, nothing is
   * kept.
   *
   * @param limit of all packs together, in bytes; those that are in use may exceed it
   * @param versions of the software that makes records
   */
  public static RecordCache in(Path folder, long limit, String versions) {
    return in(folder, limit, versions, home -> home.toFile().getUsableSpace());
  }

  /**
   * The same on a disk with less room.
   *
   * @param space bytes that a folder's disk has left
   */
  static RecordCache in(Path folder, long limit, String versions, ToLongFunction<Path> space) {
    return new RecordCache(Optional.of(folder), limit, versions, space);
  }

  /** Makes a record that is not there. */
  @FunctionalInterface
  public interface Maker {
    /**
     * Makes a record.
     *
     * @param index of the image among those that were asked for
     * @param record is filled from its start; called on any thread
     */
    void make(int index, ByteBuffer record) throws XrayException, IOException;
  }

  /**
   * What is asked for.
   *
   * @param kind says all that decides a record besides the file and versions
   * @param recordSize bytes of each
   * @param contents SHA-256 of each image's file, in hex
   * @param threads how many images at a time; at least 1
   */
  public record Request(String kind, int recordSize, List<String> contents, int threads) {}

  /** Makes a record that is not there, and others of the same image. */
  @FunctionalInterface
  public interface JointMaker {
    /**
     * Makes records.
     *
     * @param index of the image among those that were asked for
     * @param record is filled from its start; called on any thread
     * @param alongside one for each kind; those that are there are filled from their start
     */
    void make(int index, ByteBuffer record, List<Optional<ByteBuffer>> alongside)
        throws XrayException, IOException;
  }

  /**
   * The records of images: those that are kept, and for the others new ones.
   *
   * @param maker makes those that are not kept, each once
   * @throws UnreadableImageException if images cannot be decoded; tells of all of them
   */
  public Records get(Request request, Maker maker) throws XrayException, IOException {
    return get(request, List.of(), (index, record, alongside) -> maker.make(index, record));
  }

  /**
   * The same, and keeps other records of the images for which one has to be made, for those who ask
   * for them next.
   *
   * @param alongside of the same images; made only where they can be kept and are not
   * @param maker makes those that are not kept, each once
   * @throws UnreadableImageException if images cannot be decoded; tells of all of them
   */
  public Records get(Request request, List<Request> alongside, JointMaker maker)
      throws XrayException, IOException {
    List<ByteBuffer> keys = keys(request);
    Map<ByteBuffer, Integer> wanted = firstOfEach(keys);
    Map<ByteBuffer, ByteBuffer> found =
        folder.isPresent()
            ? search(request, wanted, alongside, maker)
            : heap(request, wanted, alongside.size(), maker);
    return new Records(keys.stream().map(found::get).toList());
  }

  private static List<ByteBuffer> keys(Request request) {
    return request.contents().stream()
        .map(content -> ByteBuffer.wrap(HexFormat.of().parseHex(content)))
        .toList();
  }

  private static Map<ByteBuffer, Integer> firstOfEach(List<ByteBuffer> keys) {
    Map<ByteBuffer, Integer> first = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      first.putIfAbsent(keys.get(i), i);
    }
    return first;
  }

  private Map<ByteBuffer, ByteBuffer> search(
      Request request, Map<ByteBuffer, Integer> wanted, List<Request> alongside, JointMaker maker)
      throws XrayException, IOException {
    Search search = new Search(request, wanted);
    if (search.missing.isEmpty()) {
      return search.found;
    }
    if (!search.canHold()) {
      Map<ByteBuffer, ByteBuffer> all = new HashMap<>(search.found);
      all.putAll(heap(request, search.missing, alongside.size(), maker));
      return all;
    }
    Set<Integer> decoded = Set.copyOf(search.missing.values());
    List<Search> others = new ArrayList<>();
    for (Request other : alongside) {
      Search known = new Search(other, firstOfEach(keys(other)));
      known.missing.values().retainAll(decoded);
      if (known.missing.isEmpty() || !known.canHold()) {
        known.missing.clear();
      }
      others.add(known);
    }
    List<Search> written =
        Stream.concat(Stream.of(search), others.stream())
            .filter(each -> !each.missing.isEmpty())
            .toList();
    write(written, () -> make(search, others, maker));
    for (Search each : written) {
      each.deleteReplaced();
    }
    makeRoom(written.stream().map(each -> each.file).collect(Collectors.toSet()));
    return search.found;
  }

  /** What happens while packs are open for writing. */
  @FunctionalInterface
  private interface Body {
    void run() throws XrayException, IOException;
  }

  /** Opens all packs, one within the other. */
  private static void write(List<Search> searches, Body body) throws XrayException, IOException {
    if (searches.isEmpty()) {
      body.run();
    } else {
      searches.get(0).write(() -> write(searches.subList(1, searches.size()), body));
    }
  }

  private static void make(Search search, List<Search> others, JointMaker maker)
      throws XrayException, IOException {
    List<Integer> indices = List.copyOf(search.missing.values());
    makeAll(
        search.request,
        indices,
        index -> {
          ByteBuffer record = ByteBuffer.allocate(search.request.recordSize());
          List<Optional<ByteBuffer>> alongside =
              others.stream().map(other -> other.record(index)).toList();
          maker.make(index, record, alongside);
          search.take(index, record);
          for (int i = 0; i < others.size(); i++) {
            if (alongside.get(i).isPresent()) {
              others.get(i).take(index, alongside.get(i).get());
            }
          }
        });
  }

  private String name(String kind) {
    return Hashes.sha256((versions + "\n" + kind).getBytes(StandardCharsets.UTF_8));
  }

  private static Map<ByteBuffer, ByteBuffer> heap(
      Request request, Map<ByteBuffer, Integer> wanted, int alongside, JointMaker maker)
      throws XrayException, IOException {
    Map<Integer, ByteBuffer> made = new ConcurrentHashMap<>();
    makeAll(
        request,
        List.copyOf(wanted.values()),
        index -> {
          ByteBuffer record = ByteBuffer.allocate(request.recordSize());
          maker.make(index, record, Collections.nCopies(alongside, Optional.empty()));
          made.put(index, record.rewind().asReadOnlyBuffer());
        });
    Map<ByteBuffer, ByteBuffer> all = new HashMap<>();
    wanted.forEach((key, index) -> all.put(key, made.get(index)));
    return all;
  }

  /** Makes what is wanted of an image. */
  @FunctionalInterface
  private interface Step {
    void make(int index) throws XrayException, IOException;
  }

  /** One image that cannot be decoded does not hide the others. */
  private static void makeAll(Request request, List<Integer> indices, Step step)
      throws XrayException, IOException {
    Map<Integer, UnreadableImageException> failures = new ConcurrentHashMap<>();
    Parallel.map(
        request.threads(),
        indices.size(),
        i -> {
          try {
            step.make(indices.get(i));
          } catch (UnreadableImageException e) {
            failures.put(indices.get(i), e);
          }
          return i;
        });
    if (!failures.isEmpty()) {
      throw UnreadableImageException.of(
          failures.keySet().stream().sorted().map(failures::get).toList());
    }
  }

  /** One request to the folder of its kind: what is there, and a new pack for what is not. */
  private final class Search {
    private final Request request;
    private final Path home;
    private final Path file;
    private final List<RecordPack> packs;

    /** Records by key: at first those that are there, once a pack is written all. */
    private final Map<ByteBuffer, ByteBuffer> found;

    /** Index of an image by the key of its record, of those that are to be made. */
    private final Map<ByteBuffer, Integer> missing;

    private final Map<Integer, Integer> positions = new HashMap<>();
    private Optional<RecordPack.Writer> writer = Optional.empty();

    Search(Request request, Map<ByteBuffer, Integer> wanted) throws XrayException, IOException {
      this.request = request;
      home = folder.orElseThrow().resolve(name(request.kind()));
      file = home.resolve(UUID.randomUUID() + PACK);
      packs = open();
      found = intact(packs, wanted.keySet());
      missing = new LinkedHashMap<>(wanted);
      missing.keySet().removeAll(found.keySet());
    }

    private List<RecordPack> open() throws IOException {
      List<RecordPack> packs = new ArrayList<>();
      for (Path file : packs(home)) {
        try {
          packs.add(RecordPack.open(file, request.recordSize()));
        } catch (IOException e) {
          delete(file); // damaged, or another build has just deleted it
        }
      }
      return packs;
    }

    /** Those of the wanted records that are there and undamaged. */
    private Map<ByteBuffer, ByteBuffer> intact(List<RecordPack> packs, Set<ByteBuffer> wanted)
        throws XrayException, IOException {
      Map<ByteBuffer, ByteBuffer> found = new HashMap<>();
      for (RecordPack pack : packs) {
        List<ByteBuffer> here =
            pack.positions().keySet().stream()
                .filter(key -> wanted.contains(key) && !found.containsKey(key))
                .toList();
        List<Boolean> intact =
            Parallel.map(
                request.threads(),
                here.size(),
                i -> pack.isIntact(pack.positions().get(here.get(i))));
        for (int i = 0; i < here.size(); i++) {
          if (intact.get(i)) {
            found.put(here.get(i), pack.slice(pack.positions().get(here.get(i))));
          }
        }
        if (intact.contains(false)) {
          delete(pack.file());
        } else if (!here.isEmpty()) {
          touch(pack.file());
        }
      }
      return found;
    }

    boolean canHold() {
      try {
        Files.createDirectories(home);
        return Files.isWritable(home)
            && space.applyAsLong(home)
                > RecordPack.size(found.size() + missing.size(), request.recordSize());
      } catch (IOException e) {
        return false;
      }
    }

    /** Room for the record of an image, if it is to be made. */
    Optional<ByteBuffer> record(int index) {
      return positions.containsKey(index)
          ? Optional.of(ByteBuffer.allocate(request.recordSize()))
          : Optional.empty();
    }

    /** Writes the record of an image, which was filled. */
    void take(int index, ByteBuffer record) throws IOException {
      writer.orElseThrow().write(positions.get(index), record.rewind());
    }

    /** A new pack: what was found is copied, what is missing is taken while the body runs. */
    void write(Body body) throws XrayException, IOException {
      List<ByteBuffer> keys = new ArrayList<>(found.keySet());
      missing.forEach(
          (key, index) -> {
            positions.put(index, keys.size());
            keys.add(key);
          });
      Path temporary = file.resolveSibling("." + file.getFileName() + TEMPORARY);
      try {
        RecordPack.<XrayException>write(
            temporary,
            request.recordSize(),
            keys,
            open -> {
              for (int i = 0; i < found.size(); i++) {
                open.write(i, found.get(keys.get(i)).duplicate());
              }
              writer = Optional.of(open);
              body.run();
            });
        RecordPack written = RecordPack.open(temporary, request.recordSize());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        written.positions().forEach((key, position) -> found.put(key, written.slice(position)));
      } finally {
        Files.deleteIfExists(temporary);
      }
    }

    /** Packs of which the new one holds everything. */
    void deleteReplaced() {
      packs.stream()
          .filter(pack -> found.keySet().containsAll(pack.positions().keySet()))
          .forEach(pack -> delete(pack.file()));
    }
  }

  private void makeRoom(Set<Path> kept) throws IOException {
    List<Path> packs = new ArrayList<>();
    for (Path home : list(folder.orElseThrow())) {
      packs.addAll(packs(home));
      deleteAbandoned(home);
    }
    packs.sort(Comparator.comparing(RecordCache::lastUse).reversed());
    long total = kept.stream().mapToLong(RecordCache::size).sum();
    for (Path pack : packs) {
      if (!kept.contains(pack)) {
        total += size(pack);
        if (total > limit) {
          delete(pack);
        }
      }
    }
  }

  /** What a build left that was killed. */
  private static void deleteAbandoned(Path home) throws IOException {
    FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    for (Path file : list(home)) {
      if (file.toString().endsWith(TEMPORARY) && lastUse(file).compareTo(yesterday) < 0) {
        delete(file);
      }
    }
  }

  private static List<Path> packs(Path home) throws IOException {
    return list(home).stream().filter(file -> file.toString().endsWith(PACK)).toList();
  }

  private static List<Path> list(Path home) throws IOException {
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(home)) {
      return files.sorted().toList();
    }
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // It counts as used longer ago.
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Windows deletes no file that another build has mapped: the next build tries again.
    }
  }

  private static FileTime lastUse(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0; // another build has just deleted it
    }
  }
}
