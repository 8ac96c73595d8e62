package dev.xray.core.dataset;

import dev.xray.core.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model was trained and tested on, image by image; written with {@link Json#write}. Holds no
 * absolute path and no time: the same files and settings give the same bytes on every machine.
 *
 * @param formatVersion of this record, {@value #FORMAT_VERSION}
 * @param classes the two classes
 * @param seed of the sampling and the split
 * @param split its settings
 * @param images images of each class in each part
 * @param patients proof that no patient stands on two sides
 * @param sources what each source gave
 * @param licences how many images of each class have which licence
 * @param files every image
 */
public record DatasetManifest(
    int formatVersion,
    Classes classes,
    long seed,
    SplitSettings split,
    Map<Part, Map<String, Integer>> images,
    PatientSeparation patients,
    List<SourceCount> sources,
    List<LicenceCount> licences,
    List<ManifestImage> files) {
  /** Grows when a component changes its meaning. */
  public static final int FORMAT_VERSION = 1;

  /**
   * Lists a data set and its split.
   *
   * @param dataset the images
   * @param split a part for each of them
   * @param settings with which it was split
   * @param seed with which it was sampled and split
   */
  public static DatasetManifest of(
      Dataset dataset, Split split, SplitSettings settings, Seed seed) {
    List<ManifestImage> files = new ArrayList<>();
    Map<Part, Map<String, Integer>> counts = new TreeMap<>();
    for (Part part : Part.values()) {
      counts.put(part, new TreeMap<>());
      dataset.classes().names().forEach(label -> counts.get(part).put(label, 0));
    }
    for (int i = 0; i < dataset.images().size(); i++) {
      ManifestImage file = ManifestImage.of(dataset.images().get(i), split.parts().get(i));
      files.add(file);
      counts.get(file.part()).merge(file.label(), 1, Integer::sum);
    }
    return new DatasetManifest(
        FORMAT_VERSION,
        dataset.classes(),
        seed.value(),
        settings,
        counts,
        PatientSeparation.of(dataset.images(), split),
        dataset.counts(),
        LicenceCount.of(dataset.images(), dataset.classes()),
        List.copyOf(files));
  }

  /** SHA-256 of the manifest's JSON text: changes with every image, label, part and setting. */
  public String digest() {
    return Hashes.sha256OfJson(this);
  }

  /**
   * SHA-256 of what training sees of it: part, class and content of each image, in their order. A
   * licence, a view or a note that is corrected leaves it as it is.
   */
  public String trainingDigest() {
    return Hashes.sha256OfJson(
        files.stream().map(file -> new Seen(file.part(), file.label(), file.sha256())).toList());
  }

  private record Seen(Part part, String label, String sha256) {}
}
