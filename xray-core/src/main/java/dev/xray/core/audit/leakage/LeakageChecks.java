package dev.xray.core.audit.leakage;

import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.audit.Finding;
import dev.xray.core.audit.NamedImage;
import dev.xray.core.audit.Severity;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.image.DecodedImages;
import dev.xray.core.image.RecordCache;
import dev.xray.core.image.RecordKind;
import dev.xray.core.image.Records;
import java.io.IOException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** Looks for images that stand where they must not. */
public final class LeakageChecks {
  private final Sides sides;
  private final List<LabeledImage> images;
  private final RecordCache records;
  private final List<RecordKind> alongside;
  private final int threads;

  private LeakageChecks(Sides sides, RecordCache records, List<RecordKind> alongside, int threads) {
    this.sides = sides;
    this.images = sides.images();
    this.records = records;
    this.alongside = List.copyOf(alongside);
    this.threads = threads;
  }

  /** Runs all checks and keeps nothing. */
  public static Leakage run(List<AuditedImage> images, int threads, IntConsumer progress)
      throws XrayException, IOException {
    return run(images, RecordCache.none(), List.of(), threads, progress);
  }

  /**
   * Looks at one split, and at external sets. Every image is decoded once; 16 KiB of each are kept.
   *
   * @param images of the data set and of the external sets
   * @param records where they are kept; those of the same files are not decoded again
   * @param alongside what else is kept of an image that has to be decoded
   * @param threads how many images at a time; at least 1
   * @param progress hears how many images are decoded, on any thread, one call after the other
   * @throws UnreadableImageException if images cannot be decoded; names all of them
   * @throws XrayException if a file has changed since it was listed
   * @throws IOException if a file cannot be read
   */
  public static Leakage run(
      List<AuditedImage> images,
      RecordCache records,
      List<RecordKind> alongside,
      int threads,
      IntConsumer progress)
      throws XrayException, IOException {
    return new LeakageChecks(new SplitSides(images), records, alongside, threads).run(progress);
  }

  /**
   * Looks at all trainings of a cross-validation: what leaks in one of them is found. Every image
   * is decoded once, however many folds there are.
   *
   * @param images of the data set
   * @param folds of these images; each image is tested in one of them
   * @param bySource whether each fold is a source
   * @param records where they are kept; those of the same files are not decoded again
   * @param alongside what else is kept of an image that has to be decoded
   * @param threads how many images at a time; at least 1
   * @param progress hears how many images are decoded, on any thread, one call after the other
   * @throws UnreadableImageException if images cannot be decoded; names all of them
   * @throws XrayException if a file has changed since it was listed
   * @throws IOException if a file cannot be read
   */
  public static Leakage run(
      List<LabeledImage> images,
      List<AuditedFold> folds,
      boolean bySource,
      RecordCache records,
      List<RecordKind> alongside,
      int threads,
      IntConsumer progress)
      throws XrayException, IOException {
    return new LeakageChecks(new FoldSides(images, folds, bySource), records, alongside, threads)
        .run(progress);
  }

  private Leakage run(IntConsumer progress) throws XrayException, IOException {
    List<SmallPicture> pictures = pictures(progress);
    List<String> digests = pictures.stream().map(SmallPicture::digest).toList();
    Grouping grouping = new Grouping(images.size());
    grouping.joinAll(digests, digest -> digest);
    List<Integer> distinct = distinct(digests);
    List<SmallPicture> different = view(distinct.size(), i -> pictures.get(distinct.get(i)));
    NearDuplicates near =
        NearDuplicates.find(
            different, (one, two) -> worthALook(distinct.get(one), distinct.get(two)), threads);
    List<List<NamedImage>> possible = new ArrayList<>();
    for (NearDuplicates.Pair pair : near.pairs()) {
      int one = distinct.get(pair.one());
      int two = distinct.get(pair.two());
      if (NearDuplicates.certain(pair, different)) {
        grouping.join(one, two);
      } else {
        possible.add(sides.named(List.of(one, two)));
      }
    }

    List<Finding> findings = new ArrayList<>();
    patients().ifPresent(findings::add);
    findings.addAll(new Duplicates(sides, digests).findings(grouping.groups()));
    possible(possible).ifPresent(findings::add);
    findings.sort((one, two) -> one.severity().compareTo(two.severity()));
    return new Leakage(images.size(), near.compared(), findings);
  }

  private static List<Integer> distinct(List<String> digests) {
    Map<String, Integer> first = new LinkedHashMap<>();
    for (int i = 0; i < digests.size(); i++) {
      first.putIfAbsent(digests.get(i), i);
    }
    return List.copyOf(first.values());
  }

  /**
   * A patient's images stay together and look alike by nature; only that they have two labels may
   * be a mistake.
   */
  private boolean worthALook(int one, int two) {
    LabeledImage first = images.get(one);
    LabeledImage second = images.get(two);
    return first.patient().isEmpty()
        || !first.patient().equals(second.patient())
        || !first.label().equals(second.label());
  }

  /** Read one by one where they are needed: not all at a time are on the heap. */
  private List<SmallPicture> pictures(IntConsumer progress) throws XrayException, IOException {
    Records read =
        new DecodedImages(images, threads).records(records, SmallPicture.KIND, alongside, progress);
    return view(read.size(), index -> SmallPicture.read(read.get(index)));
  }

  private static List<SmallPicture> view(int size, IntFunction<SmallPicture> pictures) {
    return new AbstractList<>() {
      @Override
      public SmallPicture get(int index) {
        return pictures.apply(index);
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  private static Optional<Finding> possible(List<List<NamedImage>> pairs) {
    return pairs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Leak.POSSIBLE.id(),
                Severity.NOTE,
                (pairs.size() == 1 ? "1 pair" : pairs.size() + " pairs")
                    + " of pictures of different patients look alike, and may show one radiograph.",
                "Look at them. If they do, leave one of each pair out, or give both one patient id.",
                pairs));
  }

  private Optional<Finding> patients() {
    List<List<NamedImage>> apart = sides.patients();
    return apart.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Leak.PATIENT.id(),
                Severity.SERIOUS,
                apart.size()
                    + (apart.size() == 1 ? " patient has" : " patients have")
                    + " images "
                    + sides.patientsApart()
                    + ", so that the network is tested on people it has learned from.",
                "Keep the images of a patient together: set groupByPatient to true.",
                apart));
  }
}
