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

  /**
   * The records of images: those that are kept, and for the others new ones.
   *
   * @param maker makes those that are not kept, each once
   * @throws UnreadableImageException if images cannot be decoded; tells of all of them
   */
  public Records get(Request request, Maker maker) throws XrayException, IOException {
    Map<ByteBuffer, Integer> wanted = new LinkedHashMap<>();
    List<ByteBuffer> keys = new ArrayList<>();
    for (int i = 0; i < request.contents().size(); i++) {
      ByteBuffer key = ByteBuffer.wrap(HexFormat.of().parseHex(request.contents().get(i)));
      wanted.putIfAbsent(key, i);
      keys.add(key);
    }
    Map<ByteBuffer, ByteBuffer> found =
        folder.isPresent()
            ? new Search(request, folder.get().resolve(name(request.kind()))).run(wanted, maker)
            : heap(request, wanted, maker);
    return new Records(keys.stream().map(found::get).toList());
  }

  private String name(String kind) {
    return Hashes.sha256((versions + "\n" + kind).getBytes(StandardCharsets.UTF_8));
  }

  private static Map<ByteBuffer, ByteBuffer> heap(
      Request request, Map<ByteBuffer, Integer> wanted, Maker maker)
      throws XrayException, IOException {
    Map<ByteBuffer, ByteBuffer> made = new ConcurrentHashMap<>();
    makeAll(
        request,
        List.copyOf(wanted.entrySet()),
        maker,
        (position, key, record) -> made.put(key, record.asReadOnlyBuffer()));
    return made;
  }

  /** Takes a record. */
  @FunctionalInterface
  private interface Taker {
    void take(int position, ByteBuffer key, ByteBuffer record) throws IOException;
  }

  /** One image that cannot be decoded does not hide the others. */
  private static void makeAll(
      Request request, List<Map.Entry<ByteBuffer, Integer>> missing, Maker maker, Taker taker)
      throws XrayException, IOException {
    Map<Integer, UnreadableImageException> failures = new ConcurrentHashMap<>();
    Parallel.map(
        request.threads(),
        missing.size(),
        i -> {
          ByteBuffer record = ByteBuffer.allocate(request.recordSize());
          try {
            maker.make(missing.get(i).getValue(), record);
            taker.take(i, missing.get(i).getKey(), record.rewind());
          } catch (UnreadableImageException e) {
            failures.put(missing.get(i).getValue(), e);
          }
          return i;
        });
    if (!failures.isEmpty()) {
      throw UnreadableImageException.of(
          failures.keySet().stream().sorted().map(failures::get).toList());
    }
  }

  /** One request to the folder of its kind. */
  private final class Search {
    private final Request request;
    private final Path home;

    Search(Request request, Path home) {
      this.request = request;
      this.home = home;
    }

    Map<ByteBuffer, ByteBuffer> run(Map<ByteBuffer, Integer> wanted, Maker maker)
        throws XrayException, IOException {
      List<RecordPack> packs = open();
      Map<ByteBuffer, ByteBuffer> found = intact(packs, wanted.keySet());
      if (found.size() == wanted.size()) {
        return found;
      }
      if (!canHold(wanted.size())) {
        Map<ByteBuffer, ByteBuffer> all = new HashMap<>(found);
        all.putAll(heap(request, without(wanted, found.keySet()), maker));
        return all;
      }
      Path file = home.resolve(UUID.randomUUID() + PACK);
      RecordPack written = write(file, wanted, found, maker);
      packs.stream()
          .filter(pack -> wanted.keySet().containsAll(pack.positions().keySet()))
          .forEach(pack -> delete(pack.file()));
      makeRoom(file);
      Map<ByteBuffer, ByteBuffer> all = new HashMap<>();
      written.positions().forEach((key, position) -> all.put(key, written.slice(position)));
      return all;
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

    private boolean canHold(int records) {
      try {
        Files.createDirectories(home);
        return Files.isWritable(home)
            && space.applyAsLong(home) > RecordPack.size(records, request.recordSize());
      } catch (IOException e) {
        return false;
      }
    }

    /** All that is wanted in one new pack: what was found is copied, the rest made. */
    private RecordPack write(
        Path file, Map<ByteBuffer, Integer> wanted, Map<ByteBuffer, ByteBuffer> found, Maker maker)
        throws XrayException, IOException {
      List<ByteBuffer> keys = new ArrayList<>(found.keySet());
      Map<ByteBuffer, Integer> missing = without(wanted, found.keySet());
      keys.addAll(missing.keySet());
      Path temporary = file.resolveSibling("." + file.getFileName() + TEMPORARY);
      try {
        RecordPack.<XrayException>write(
            temporary,
            request.recordSize(),
            keys,
            writer -> {
              for (int i = 0; i < found.size(); i++) {
                writer.write(i, found.get(keys.get(i)).duplicate());
              }
              makeAll(
                  request,
                  List.copyOf(missing.entrySet()),
                  maker,
                  (position, key, record) -> writer.write(found.size() + position, record));
            });
        RecordPack written = RecordPack.open(temporary, request.recordSize());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        return written;
      } finally {
        Files.deleteIfExists(temporary);
      }
    }
  }

  /** In the same order. */
  private static Map<ByteBuffer, Integer> without(
      Map<ByteBuffer, Integer> wanted, Set<ByteBuffer> found) {
    Map<ByteBuffer, Integer> missing = new LinkedHashMap<>(wanted);
    missing.keySet().removeAll(found);
    return missing;
  }

  private void makeRoom(Path kept) throws IOException {
    List<Path> packs = new ArrayList<>();
    for (Path home : list(folder.orElseThrow())) {
      packs.addAll(packs(home));
      deleteAbandoned(home);
    }
    packs.sort(Comparator.comparing(RecordCache::lastUse).reversed());
    long total = size(kept);
    for (Path pack : packs) {
      if (!pack.equals(kept)) {
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
