package dev.xray.core.audit.leakage;

import dev.xray.core.audit.NamedImage;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The parts of one split, and external sets. */
final class SplitSides implements Sides {
  private final List<AuditedImage> images;
  private final List<LabeledImage> labeled;

  SplitSides(List<AuditedImage> images) {
    this.images = List.copyOf(images);
    this.labeled = images.stream().map(AuditedImage::image).toList();
  }

  @Override
  public List<LabeledImage> images() {
    return labeled;
  }

  @Override
  public Optional<List<NamedImage>> leak(List<Integer> group) {
    boolean seen = group.stream().anyMatch(i -> images.get(i).seen());
    boolean apart = group.stream().map(i -> images.get(i).part()).distinct().count() > 1;
    return seen && apart ? Optional.of(named(group)) : Optional.empty();
  }

  @Override
  public List<NamedImage> named(List<Integer> group) {
    return group.stream().map(i -> images.get(i).named()).toList();
  }

  /** Several external sets may share images: each is evaluated by itself. */
  @Override
  public boolean harmless(List<Integer> group) {
    List<Optional<String>> sets = group.stream().map(i -> images.get(i).externalSet()).toList();
    return sets.stream().allMatch(Optional::isPresent)
        && sets.stream().distinct().count() == sets.size();
  }

  @Override
  public List<List<NamedImage>> patients() {
    Map<String, List<Integer>> byPatient = new TreeMap<>();
    IntStream.range(0, images.size())
        .filter(i -> images.get(i).part().isPresent())
        .forEach(
            i ->
                labeled
                    .get(i)
                    .patient()
                    .ifPresent(
                        id -> byPatient.computeIfAbsent(id, key -> new ArrayList<>()).add(i)));
    return byPatient.values().stream()
        .filter(group -> group.stream().map(this::part).distinct().count() > 1)
        .map(this::named)
        .toList();
  }

  private Part part(int image) {
    return images.get(image).part().orElseThrow();
  }

  @Override
  public String apart(List<List<NamedImage>> groups) {
    return "on both sides of the split";
  }

  @Override
  public String together() {
    return "on one side of the split";
  }

  @Override
  public String patientsApart() {
    return "in more than one part of the split";
  }

  @Override
  public String remedy() {
    return "Look at them. If they show one radiograph, leave all but one of each group out, or give"
        + " them one patient id in the metadata, so that they stay together.";
  }
}
