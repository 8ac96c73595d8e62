package dev.xray.core.pipeline;

import dev.xray.core.audit.NamedImage;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetManifest;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A data set that can be trained on.
 *
 * @param dataset images and what was left out
 * @param split on which side each image stands
 * @param manifest the same as it is written
 * @param file where it is written
 * @param warnings what was passed over, for the user
 * @param externals the external sets of the job, on which the model is evaluated too
 */
public record Prepared(
    Dataset dataset,
    Split split,
    DatasetManifest manifest,
    Path file,
    List<String> warnings,
    List<ExternalData> externals) {
  /** Images of all sets as findings name them, in the order of {@link #everything()}. */
  List<NamedImage> named() {
    List<NamedImage> named = new ArrayList<>();
    for (int i = 0; i < dataset.images().size(); i++) {
      named.add(NamedImage.of(dataset.images().get(i), Optional.of(split.parts().get(i))));
    }
    for (ExternalData set : externals) {
      set.dataset().images().forEach(image -> named.add(NamedImage.of(image, Optional.empty())));
    }
    return named;
  }

  /** Images of all sets. */
  List<LabeledImage> everything() {
    return Stream.concat(
            dataset.images().stream(),
            externals.stream().flatMap(set -> set.dataset().images().stream()))
        .toList();
  }
}
