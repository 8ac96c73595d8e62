package dev.xray.core.audit.leakage;

import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.audit.Finding;
import dev.xray.core.audit.NamedImage;
import dev.xray.core.audit.Severity;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.runtime.OpenCvRuntime;
import dev.xray.core.runtime.Parallel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Looks for images that stand where they must not. */
public final class LeakageChecks {
  private final Sides sides;
  private final List<LabeledImage> images;
  private final int threads;

  private LeakageChecks(Sides sides, int threads) {
    this.sides = sides;
    this.images = sides.images();
    this.threads = threads;
  }

  /**
   * Looks at one split, and at external sets. Every image is decoded once; 16 KiB of each are kept.
   *
   * @param images of the data set and of the external sets
   * @param threads how many images at a time; at least 1
   * @param progress hears how many images are read, on any thread, one call after the other
   * @throws UnreadableImageException if images cannot be decoded; names all of them
   * @throws IOException if a file cannot be read
   */
  public static Leakage run(List<AuditedImage> images, int threads, IntConsumer progress)
      throws XrayException, IOException {
    return new LeakageChecks(new SplitSides(images), threads).run(progress);
  }

  /**
   * Looks at all trainings of a cross-validation: what leaks in one of them is found. Every image
   * is decoded once, however many folds there are.
   *
   * @param images of the data set
   * @param folds of these images; each image is tested in one of them
   * @param bySource whether each fold is a source
   * @param threads how many images at a time; at least 1
   * @param progress hears how many images are read, on any thread, one call after the other
   * @throws UnreadableImageException if images cannot be decoded; names all of them
   * @throws IOException if a file cannot be read
   */
  public static Leakage run(
      List<LabeledImage> images,
      List<AuditedFold> folds,
      boolean bySource,
      int threads,
      IntConsumer progress)
      throws XrayException, IOException {
    return new LeakageChecks(new FoldSides(images, folds, bySource), threads).run(progress);
  }

  private Leakage run(IntConsumer progress) throws XrayException, IOException {
    OpenCvRuntime.load();
    List<SmallPicture> pictures = pictures(progress);
    List<String> digests = pictures.stream().map(SmallPicture::digest).toList();
    Grouping grouping = new Grouping(images.size());
    grouping.joinAll(digests, digest -> digest);
    List<Integer> distinct = distinct(digests);
    List<SmallPicture> different = distinct.stream().map(pictures::get).toList();
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

  private List<SmallPicture> pictures(IntConsumer progress) throws XrayException, IOException {
    AtomicInteger done = new AtomicInteger();
    List<Read> read =
        Parallel.map(
            threads,
            images.size(),
            i -> {
              Read one = read(images.get(i));
              synchronized (done) {
                progress.accept(done.incrementAndGet());
              }
              return one;
            });
    List<UnreadableImageException> failures =
        read.stream().flatMap(one -> one.failure().stream()).toList();
    if (!failures.isEmpty()) {
      throw UnreadableImageException.of(failures);
    }
    return read.stream().flatMap(one -> one.picture().stream()).toList();
  }

  private record Read(Optional<SmallPicture> picture, Optional<UnreadableImageException> failure) {}

  private static Read read(LabeledImage image) throws XrayException, IOException {
    try {
      return new Read(
          Optional.of(SmallPicture.of(ImageCodec.decodeGrey(image.path()))), Optional.empty());
    } catch (UnreadableImageException e) {
      return new Read(Optional.empty(), Optional.of(e));
    }
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
