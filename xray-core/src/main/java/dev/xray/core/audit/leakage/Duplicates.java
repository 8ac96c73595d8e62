package dev.xray.core.audit.leakage;

import dev.xray.core.audit.Finding;
import dev.xray.core.audit.NamedImage;
import dev.xray.core.audit.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sorts groups of images of one picture into findings. */
final class Duplicates {
  private static final String REMEDY =
      "Look at them. If they show one radiograph, leave all but one of each group out, or give them"
          + " one patient id in the metadata, so that they stay together.";

  private final List<AuditedImage> images;
  private final List<String> digests;

  /**
   * Constructs a sorter.
   *
   * @param digests of the decoded pixels
   */
  Duplicates(List<AuditedImage> images, List<String> digests) {
    this.images = images;
    this.digests = digests;
  }

  /** Findings, the serious ones first. */
  List<Finding> findings(List<List<Integer>> groups) {
    List<Finding> findings = new ArrayList<>();
    for (Severity severity : List.of(Severity.SERIOUS, Severity.WARNING)) {
      for (Leak kind : List.of(Leak.FILE, Leak.PIXELS, Leak.NEAR)) {
        List<List<NamedImage>> found =
            groups.stream()
                .filter(group -> kind(group) == kind && severity(group) == severity)
                .filter(group -> severity == Severity.SERIOUS || !contradicts(group))
                .filter(group -> !onceInEachOfSeveralSets(group))
                .map(this::named)
                .toList();
        if (!found.isEmpty()) {
          findings.add(
              new Finding(kind.id(), severity, text(kind, severity, found), REMEDY, found));
        }
      }
      if (severity == Severity.SERIOUS) {
        contradictions(groups).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private Optional<Finding> contradictions(List<List<Integer>> groups) {
    List<List<NamedImage>> found =
        groups.stream().filter(this::contradicts).map(this::named).toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                Leak.LABEL.id(),
                Severity.SERIOUS,
                count(found)
                    + (found.size() == 1 ? " stands" : " stand")
                    + " in both classes, so that one of the labels must be wrong.",
                "Look at them, find out which label is right, and leave the others out.",
                found));
  }

  private static String text(Leak kind, Severity severity, List<List<NamedImage>> found) {
    String where =
        severity == Severity.SERIOUS
            ? (found.size() == 1 ? " stands" : " stand")
                + " on both sides of the split, so that the network is tested on what it has"
                + " learned from: "
            : (found.size() == 1 ? " stands" : " stand")
                + " more than once on one side of the split, and counts as often: ";
    return count(found) + where + how(kind);
  }

  private static String count(List<?> found) {
    return found.size() == 1 ? "1 picture" : found.size() + " pictures";
  }

  private static String how(Leak kind) {
    return switch (kind) {
      case FILE -> "the files are identical.";
      case PIXELS -> "the files differ, their pixels are identical.";
      default -> "as copies that were turned, cropped, mirrored, encoded anew or the like.";
    };
  }

  private Leak kind(List<Integer> group) {
    if (group.stream().map(i -> images.get(i).image().sha256()).distinct().count() == 1) {
      return Leak.FILE;
    }
    return group.stream().map(digests::get).distinct().count() == 1 ? Leak.PIXELS : Leak.NEAR;
  }

  /** Serious is what the network has seen and is tested on, or chosen by. */
  private Severity severity(List<Integer> group) {
    boolean seen = group.stream().anyMatch(i -> images.get(i).seen());
    boolean apart = group.stream().map(i -> images.get(i).part()).distinct().count() > 1;
    return seen && apart ? Severity.SERIOUS : Severity.WARNING;
  }

  /** Several external sets may share images: each is evaluated by itself. */
  private boolean onceInEachOfSeveralSets(List<Integer> group) {
    List<Optional<String>> sets = group.stream().map(i -> images.get(i).externalSet()).toList();
    return sets.stream().allMatch(Optional::isPresent)
        && sets.stream().distinct().count() == sets.size();
  }

  private boolean contradicts(List<Integer> group) {
    return group.stream().map(i -> images.get(i).image().label()).distinct().count() > 1;
  }

  private List<NamedImage> named(List<Integer> group) {
    return group.stream().map(i -> images.get(i).named()).toList();
  }
}
