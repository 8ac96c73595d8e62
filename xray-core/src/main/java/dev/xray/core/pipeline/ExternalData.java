package dev.xray.core.pipeline;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.audit.association.Association;
import dev.xray.core.audit.association.Associations;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetReader;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An {@link ExternalSet} that was read.
 *
 * @param name of the set
 * @param dataset its images
 * @param warnings of reading it
 */
public record ExternalData(String name, Dataset dataset, List<String> warnings) {
  private static final int LISTED = 5;

  /**
   * Reads the external sets of a job.
   *
   * @throws XrayException if one cannot be used
   */
  static List<ExternalData> read(CheckedJob job) throws XrayException, IOException {
    DatasetSpec learnedFrom = job.job().dataset();
    List<ExternalData> all = new ArrayList<>();
    List<ExternalSet> sets = job.job().externalSets();
    for (int i = 0; i < sets.size(); i++) {
      String name = sets.get(i).name();
      List<String> warnings = new ArrayList<>();
      Consumer<String> warn = text -> warnings.add(name + ": " + text);
      try {
        Dataset dataset =
            DatasetReader.readExternal(
                name, sets.get(i).spec(learnedFrom), learnedFrom.sources(), job.digests(), warn);
        all.add(new ExternalData(name, dataset, List.copyOf(warnings)));
      } catch (SettingException e) {
        throw ExternalSet.inSet(i, e);
      }
    }
    return all;
  }

  /**
   * Makes sure that a model has seen none of the images and none of their patients: neither learned
   * from them nor been chosen by them.
   *
   * @param prepared what it was made from
   * @param index number of this set, for the error
   * @throws SettingException that names those that it has seen
   */
  void checkUnseen(Prepared prepared, int index) throws SettingException {
    List<LabeledImage> seen = new ArrayList<>();
    for (Part part : List.of(Part.TRAINING, Part.VALIDATION)) {
      prepared.split().indices(part).forEach(i -> seen.add(prepared.dataset().images().get(i)));
    }
    check(index, "that are", seen, image -> Optional.of(image.sha256()), "");
    check(
        index,
        "of patients who are",
        seen,
        LabeledImage::patient,
        " If other people have the same ids there, give its sources a patientScope.");
  }

  private void check(
      int index,
      String which,
      List<LabeledImage> seen,
      Function<LabeledImage, Optional<String>> identity,
      String otherwise)
      throws SettingException {
    Set<String> known =
        seen.stream().map(identity).flatMap(Optional::stream).collect(Collectors.toSet());
    List<LabeledImage> repeated =
        dataset.images().stream()
            .filter(image -> identity.apply(image).filter(known::contains).isPresent())
            .toList();
    if (!repeated.isEmpty()) {
      String listed =
          repeated.stream()
              .limit(LISTED)
              .map(image -> image.source() + "/" + image.file())
              .collect(Collectors.joining(", "));
      throw new SettingException(
          ExternalSet.setting(index, "sources"),
          "give images "
              + which
              + " in the training or validation part too, "
              + repeated.size()
              + " in all, so that the set is not external: "
              + listed
              + (repeated.size() > LISTED ? " and " + (repeated.size() - LISTED) + " more" : "")
              + ". Take them out of the set, or out of the data set that is learned from."
              + otherwise);
    }
  }

  /**
   * That every image of one class comes from other collections than those of the other class: then
   * figures that compare the classes, such as the AUC, say no more of the disease here than they do
   * where the model learned.
   *
   * @param seed of the permutations that tell it from chance
   * @return empty where a collection has both classes, or the set has one class
   */
  Optional<String> classEqualsSource(long seed) {
    Association source = Associations.ofSource(dataset, seed);
    return source.separates()
        ? Optional.of("In the external set " + name + ", class equals source. " + source.text())
        : Optional.empty();
  }

  /** SHA-256 over everything of the images that decides figures: changes with every image. */
  String digest() {
    return Hashes.sha256OfJson(dataset);
  }
}
