package dev.xray.core.pipeline;

import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.report.ImageResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an external set has in common with the test part. The model has seen neither, so both may be
 * evaluated; but where two sets share images or patients, the one does not confirm the other.
 */
final class SharedWithTest {
  private SharedWithTest() {}

  /**
   * A warning of files and patients that both have, as far as bytes and tables tell.
   *
   * @param set the external set
   * @param test images of the test part
   * @return empty where they have none
   */
  static Optional<String> warning(ExternalData set, List<LabeledImage> test) {
    List<LabeledImage> images = set.dataset().images();
    List<String> shared = new ArrayList<>();
    int files = common(images, test, image -> Optional.of(image.sha256())).size();
    if (files > 0) {
      shared.add(of(files, images));
    }
    List<LabeledImage> ofPatients = common(images, test, LabeledImage::patient);
    if (!ofPatients.isEmpty()) {
      int patients = identities(ofPatients, LabeledImage::patient).size();
      shared.add(
          patients
              + (patients == 1 ? " patient" : " patients")
              + " with "
              + of(ofPatients.size(), images));
    }
    return shared.isEmpty()
        ? Optional.empty()
        : Optional.of(text(set.name(), String.join(", and ", shared)));
  }

  /**
   * A warning of images that both have in different files: another format, another compression.
   *
   * @param set name of the external set
   * @param images of it
   * @param test images of the test part
   * @return empty where they have none
   */
  static Optional<String> warning(String set, List<ImageResult> images, List<ImageResult> test) {
    Set<String> files = identities(test, image -> Optional.of(image.sha256()));
    long copies =
        common(images, test, image -> Optional.of(image.pixels())).stream()
            .filter(image -> !files.contains(image.sha256()))
            .count();
    return copies == 0
        ? Optional.empty()
        : Optional.of(text(set, of((int) copies, images) + ", pixel for pixel, in other files"));
  }

  private static String of(int shared, List<?> images) {
    return shared + " of its " + images.size() + (images.size() == 1 ? " image" : " images");
  }

  private static String text(String set, String shared) {
    return "The external set "
        + set
        + " shares with the test part "
        + shared
        + ". So far the two sets are one and the same, and that their figures agree says nothing"
        + " about other origins. Take these images out of one of the two.";
  }

  private static <T> List<T> common(
      List<T> images, List<T> test, Function<T, Optional<String>> identity) {
    Set<String> known = identities(test, identity);
    return images.stream()
        .filter(image -> identity.apply(image).filter(known::contains).isPresent())
        .toList();
  }

  private static <T> Set<String> identities(
      List<T> images, Function<T, Optional<String>> identity) {
    return images.stream()
        .map(identity)
        .flatMap(Optional::stream)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
