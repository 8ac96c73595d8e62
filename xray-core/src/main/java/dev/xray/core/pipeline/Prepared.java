package dev.xray.core.pipeline;

import dev.xray.core.audit.NamedImage;
import dev.xray.core.audit.leakage.AuditedImage;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetManifest;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A data set that can be trained on.
 *
 * @param dataset images and what was left out
 * @param split on which side each image stands
 * @param manifest the same as it is written
 * @param digest of the manifest
 * @param file where it is written
 * @param warnings what was passed over, for the user
 * @param externals the external sets of the job, on which the model is evaluated too
 */
public record Prepared(
    Dataset dataset,
    Split split,
    DatasetManifest manifest,
    String digest,
    Path file,
    List<String> warnings,
    List<ExternalData> externals) {
  /** Images of all sets with their parts, in the order of {@link #everything()}. */
  List<AuditedImage> audited() {
    List<AuditedImage> all = new ArrayList<>();
    for (int i = 0; i < dataset.images().size(); i++) {
      all.add(new AuditedImage(dataset.images().get(i), split.parts().get(i)));
    }
    for (ExternalData set : externals) {
      set.dataset().images().forEach(image -> all.add(new AuditedImage(image, set.name())));
    }
    return all;
  }

  /** The same as findings name them. */
  List<NamedImage> named() {
    return audited().stream().map(AuditedImage::named).toList();
  }

  /** Images of a part of the split, in its order. */
  List<LabeledImage> images(Part part) {
    return split.indices(part).stream().map(dataset.images()::get).toList();
  }

  /** Images of all sets. */
  List<LabeledImage> everything() {
    return Stream.concat(
            dataset.images().stream(),
            externals.stream().flatMap(set -> set.dataset().images().stream()))
        .toList();
  }
}
