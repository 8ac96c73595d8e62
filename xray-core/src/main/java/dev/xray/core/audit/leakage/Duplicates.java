package dev.xray.core.audit.leakage;

import dev.xray.core.audit.Finding;
import dev.xray.core.audit.NamedImage;
import dev.xray.core.audit.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sorts groups of images of one picture into findings. */
final class Duplicates {
  private final Sides sides;
  private final List<String> digests;

  /**
   * Constructs a sorter.
   *
   * @param sides where the images stand
   * @param digests of the decoded pixels
   */
  Duplicates(Sides sides, List<String> digests) {
    this.sides = sides;
    this.digests = digests;
  }

  /** Findings, the serious ones first. */
  List<Finding> findings(List<List<Integer>> groups) {
    List<Finding> findings = new ArrayList<>();
    for (Leak kind : List.of(Leak.FILE, Leak.PIXELS, Leak.NEAR)) {
      add(
          findings,
          kind,
          Severity.SERIOUS,
          groups.stream()
              .filter(group -> kind(group) == kind)
              .map(sides::leak)
              .flatMap(Optional::stream)
              .toList());
    }
    contradictions(groups).ifPresent(findings::add);
    for (Leak kind : List.of(Leak.FILE, Leak.PIXELS, Leak.NEAR)) {
      add(
          findings,
          kind,
          Severity.WARNING,
          groups.stream()
              .filter(group -> kind(group) == kind && sides.leak(group).isEmpty())
              .filter(group -> !contradicts(group) && !sides.harmless(group))
              .map(sides::named)
              .toList());
    }
    return findings;
  }

  private void add(
      List<Finding> findings, Leak kind, Severity severity, List<List<NamedImage>> found) {
    if (!found.isEmpty()) {
      findings.add(
          new Finding(kind.id(), severity, text(kind, severity, found), sides.remedy(), found));
    }
  }

  private Optional<Finding> contradictions(List<List<Integer>> groups) {
    List<List<NamedImage>> found =
        groups.stream().filter(this::contradicts).map(sides::named).toList();
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

  private String text(Leak kind, Severity severity, List<List<NamedImage>> found) {
    String stand = found.size() == 1 ? " stands " : " stand ";
    String where =
        severity == Severity.SERIOUS
            ? stand
                + sides.apart(found)
                + ", so that the network is tested on what it has learned from: "
            : stand
                + "more than once "
                + sides.together()
                + ", and "
                + (found.size() == 1 ? "counts" : "count")
                + " as often: ";
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
    if (group.stream().map(i -> sides.images().get(i).sha256()).distinct().count() == 1) {
      return Leak.FILE;
    }
    return group.stream().map(digests::get).distinct().count() == 1 ? Leak.PIXELS : Leak.NEAR;
  }

  private boolean contradicts(List<Integer> group) {
    return group.stream().map(i -> sides.images().get(i).label()).distinct().count() > 1;
  }
}
