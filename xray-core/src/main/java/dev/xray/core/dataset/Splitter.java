package dev.xray.core.dataset;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Divides images into training, validation and test.
 *
 * <p>Promises: each class is divided in the asked shares (rounded up, as scikit-learn does for the
 * test part); grouped by patient, no patient stands on two sides, and the parts are within two
 * images of the asked size for each class where whole patients allow that; every part that is asked
 * for has both classes; the same images, settings and seed give the same split. Where sources are
 * named for the test part, it holds all their images, and the other images of their patients;
 * {@code name/test} names the folder {@code test} of a source that is divided already.
 */
public final class Splitter {
  private static final String TEST_SOURCES = "split.testSources";
  private static final int LISTED_SOURCES = 12;

  private final List<LabeledImage> images;
  private final Classes classes;
  private final SplitSettings settings;
  private final Seed seed;
  private final Part[] parts;

  private Splitter(List<LabeledImage> images, Classes classes, SplitSettings settings, Seed seed) {
    this.images = images;
    this.classes = classes;
    this.settings = settings;
    this.seed = seed;
    this.parts = new Part[images.size()];
  }

  /**
   * Divides images.
   *
   * @param images of both classes; one whose patient is unknown counts as a patient of its own
   * @param classes the two classes
   * @param settings the shares
   * @param seed decides
   * @return a part for each image
   * @throws SettingException if a share is out of range, or a class has too few images or patients
   *     to stand in every part
   */
  public static Split split(
      List<LabeledImage> images, Classes classes, SplitSettings settings, Seed seed)
      throws XrayException {
    settings.validate();
    Splitter splitter = new Splitter(images, classes, settings, seed);
    List<PatientGroup> groups = splitter.groups();
    splitter.assign(Part.TRAINING, groups);
    if (settings.testSources().isEmpty()) {
      splitter.choose(Part.TEST, settings.testShare(), groups);
    } else {
      splitter.takeTestSources(groups);
    }
    if (settings.validationShare() > 0) {
      splitter.choose(Part.VALIDATION, settings.validationShare(), groups);
    }
    splitter.check();
    return new Split(List.of(splitter.parts));
  }

  /**
   * Moves the images of the named sources to the test part, and with them all images of their
   * patients.
   */
  private void takeTestSources(List<PatientGroup> available) throws SettingException {
    SortedSet<String> sources =
        images.stream().flatMap(Splitter::sourcesOf).collect(Collectors.toCollection(TreeSet::new));
    for (String name : settings.testSources()) {
      if (!sources.contains(name)) {
        throw new SettingException(
            TEST_SOURCES,
            "names '"
                + name
                + "', but no image comes from a source of that name; there are "
                + Lists.bounded(List.copyOf(sources), LISTED_SOURCES)
                + ".");
      }
    }
    List<PatientGroup> taken =
        available.stream()
            .filter(group -> group.images().stream().anyMatch(this::isNamed))
            .toList();
    assign(Part.TEST, taken);
    available.removeIf(group -> parts[group.images().get(0)] == Part.TEST);
  }

  private boolean isNamed(int image) {
    return sourcesOf(images.get(image)).anyMatch(settings.testSources()::contains);
  }

  /** An image's source, and the part of it that it stands in where the source is divided. */
  private static Stream<String> sourcesOf(LabeledImage image) {
    return Stream.concat(
        Stream.of(image.source()),
        Optional.ofNullable(image.metadata().get(ClassFolders.SPLIT)).stream()
            .map(split -> image.source() + "/" + split));
  }

  /** Images that stay together, in the order of each group's first image. */
  private List<PatientGroup> groups() {
    return PatientGroup.of(images, classes, settings.groupByPatient());
  }

  private String groupOf(int image) {
    return PatientGroup.key(images, image, settings.groupByPatient());
  }

  /** Moves groups from training to a part and takes them out of {@code available}. */
  private void choose(Part part, double share, List<PatientGroup> available) {
    int positives = available.stream().mapToInt(PatientGroup::positives).sum();
    int negatives = available.stream().mapToInt(PatientGroup::negatives).sum();
    List<PatientGroup> chosen =
        GroupChooser.choose(
            available,
            wanted(0, share, negatives),
            wanted(1, share, positives),
            seed.random("split", part.ordinal()));
    assign(part, chosen);
    Set<PatientGroup> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    taken.addAll(chosen);
    available.removeIf(taken::contains);
  }

  /**
   * The share of a class, rounded up; at least one image, and one at least stays where it is. What
   * floating point adds to a whole number does not count.
   */
  private int wanted(int label, double share, int available) {
    long all = images.stream().filter(image -> classes.index(image.label()) == label).count();
    int asked = (int) Math.ceil(all * share - 1e-9);
    return Math.max(1, Math.min(available - 1, asked));
  }

  private void assign(Part part, List<PatientGroup> groups) {
    for (PatientGroup group : groups) {
      for (int image : group.images()) {
        parts[image] = part;
      }
    }
  }

  private void check() throws SettingException {
    for (Part part : Part.values()) {
      if (part == Part.VALIDATION && settings.validationShare() == 0) {
        continue;
      }
      for (String label : classes.names()) {
        if (!stands(label, part)) {
          throw tooFew(label, part);
        }
      }
    }
  }

  private boolean stands(String label, Part part) {
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == part && images.get(i).label().equals(label)) {
        return true;
      }
    }
    return false;
  }

  private SettingException tooFew(String label, Part part) {
    Set<String> groups = new HashSet<>();
    int count = 0;
    for (int i = 0; i < parts.length; i++) {
      if (images.get(i).label().equals(label)) {
        groups.add(groupOf(i));
        count++;
      }
    }
    if (!settings.testSources().isEmpty() && part != Part.VALIDATION) {
      return new SettingException(
          TEST_SOURCES,
          "leaves no image of class "
              + label
              + " for the "
              + part.name().toLowerCase(Locale.ROOT)
              + " part"
              + (part == Part.TEST
                  ? ": name a source of that class too."
                  : ": keep a source of that class for it."));
    }
    String problem =
        "leaves no image of class "
            + label
            + " for the "
            + part.name().toLowerCase(Locale.ROOT)
            + " part: there are "
            + Lists.counted(count, "image");
    if (groups.size() < count) {
      return new SettingException(
          "split.groupByPatient",
          problem
              + " of "
              + Lists.counted(groups.size(), "patient")
              + ", and a patient's images stay together. Add patients, or set it to false.");
    }
    return new SettingException(
        part == Part.VALIDATION ? "split.validationShare" : "split.testShare",
        problem + ". Add images, or change the shares.");
  }

  /**
   * Divides what is not for testing into training and validation.
   *
   * @param test positions of the images of the test part; no image of their patients is elsewhere
   */
  static Split around(
      List<Integer> test,
      List<LabeledImage> images,
      Classes classes,
      SplitSettings settings,
      Seed seed) {
    Splitter splitter = new Splitter(images, classes, settings, seed);
    List<PatientGroup> groups = splitter.groups();
    splitter.assign(Part.TRAINING, groups);
    test.forEach(image -> splitter.parts[image] = Part.TEST);
    groups.removeIf(group -> splitter.parts[group.images().get(0)] == Part.TEST);
    if (settings.validationShare() > 0) {
      splitter.choose(Part.VALIDATION, settings.validationShare(), groups);
    }
    return new Split(List.of(splitter.parts));
  }
}
