package dev.xray.core.audit.leakage;

import dev.xray.core.audit.NamedImage;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The parts of each training of a cross-validation. Images that a training leaves out stand nowhere
 * in it, and cannot leak there.
 */
final class FoldSides implements Sides {
  private final List<LabeledImage> images;
  private final List<AuditedFold> folds;
  private final boolean bySource;

  /** The part of each image in each fold, where it has one. */
  private final List<Map<Integer, Part>> parts = new ArrayList<>();

  /**
   * Folds of a data set.
   *
   * @param bySource whether each fold is a source
   */
  FoldSides(List<LabeledImage> images, List<AuditedFold> folds, boolean bySource) {
    this.images = List.copyOf(images);
    this.folds = List.copyOf(folds);
    this.bySource = bySource;
    for (AuditedFold fold : folds) {
      Map<Integer, Part> ofFold = new TreeMap<>();
      for (Part part : Part.values()) {
        fold.split().indices(part).forEach(image -> ofFold.put(image, part));
      }
      parts.add(ofFold);
    }
  }

  @Override
  public List<LabeledImage> images() {
    return images;
  }

  /** In the first fold in which they leak. */
  @Override
  public Optional<List<NamedImage>> leak(List<Integer> group) {
    for (int fold = 0; fold < folds.size(); fold++) {
      Map<Integer, Part> parts = this.parts.get(fold);
      List<Integer> standing = group.stream().filter(parts::containsKey).toList();
      if (standing.stream().map(parts::get).distinct().count() > 1) {
        String of = " of " + folds.get(fold).name();
        return Optional.of(
            standing.stream()
                .map(
                    i ->
                        NamedImage.of(
                            images.get(i), parts.get(i).name().toLowerCase(Locale.ROOT) + of))
                .toList());
      }
    }
    return Optional.empty();
  }

  /** By the first fold that tests each. */
  @Override
  public List<NamedImage> named(List<Integer> group) {
    return group.stream()
        .map(
            image ->
                NamedImage.of(
                    images.get(image),
                    IntStream.range(0, folds.size())
                        .filter(fold -> parts.get(fold).get(image) == Part.TEST)
                        .mapToObj(fold -> "tested in " + folds.get(fold).name())
                        .findFirst()
                        .orElseThrow()))
        .toList();
  }

  @Override
  public boolean harmless(List<Integer> group) {
    return false;
  }

  @Override
  public List<List<NamedImage>> patients() {
    Map<String, List<Integer>> byPatient = new TreeMap<>();
    for (int i = 0; i < images.size(); i++) {
      int image = i;
      images
          .get(i)
          .patient()
          .ifPresent(id -> byPatient.computeIfAbsent(id, key -> new ArrayList<>()).add(image));
    }
    return byPatient.values().stream().map(this::leak).flatMap(Optional::stream).toList();
  }

  @Override
  public String apart(List<List<NamedImage>> groups) {
    long across =
        groups.stream()
            .filter(group -> group.stream().map(NamedImage::source).distinct().count() > 1)
            .count();
    String where = "on both sides of a fold";
    if (!bySource || across == 0) {
      return where;
    }
    return across == groups.size()
        ? "in more than one source, and so " + where
        : where + ", " + across + " of them in more than one source";
  }

  @Override
  public String together() {
    return "in the data set, though never on both sides of a fold";
  }

  @Override
  public String patientsApart() {
    return "on both sides of a fold";
  }

  /** One patient id keeps copies in one fold; where the fold is the source, it leaves one out. */
  @Override
  public String remedy() {
    return "Look at them. If they show one radiograph, leave all but one of each group out, or give"
        + " them one patient id in the metadata, so that no fold learns from one and tests another.";
  }
}
