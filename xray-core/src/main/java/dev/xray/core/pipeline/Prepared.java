package dev.xray.core.pipeline;

import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetManifest;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Split;
import java.nio.file.Path;
import java.util.List;
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
  /** Images of all sets. */
  List<LabeledImage> everything() {
    return Stream.concat(
            dataset.images().stream(),
            externals.stream().flatMap(set -> set.dataset().images().stream()))
        .toList();
  }
}
