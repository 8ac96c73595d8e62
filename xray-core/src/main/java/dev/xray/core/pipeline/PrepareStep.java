package dev.xray.core.pipeline;

import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetCopier;
import dev.xray.core.dataset.DatasetManifest;
import dev.xray.core.dataset.DatasetReader;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.Split;
import dev.xray.core.dataset.Splitter;
import dev.xray.core.image.RecordKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** From sources to a manifest. */
final class PrepareStep {
  private PrepareStep() {}

  /**
   * For a model of its own: fails where the split leaks.
   *
   * @param alongside see {@link LeakageStep#run}
   */
  static Prepared run(CheckedJob job, List<RecordKind> alongside, XrayListener listener)
      throws XrayException, IOException {
    Prepared prepared = read(job);
    prepared.warnings().forEach(listener::warning);
    ManifestChanges.since(prepared.file(), prepared.manifest()).ifPresent(listener::warning);
    EvaluateStep.check(job, prepared);
    LeakageStep.run(job, prepared, alongside, listener);
    return write(job, prepared, listener);
  }

  /** For a model from elsewhere, to which this split means nothing. */
  static Prepared unchecked(CheckedJob job, XrayListener listener)
      throws XrayException, IOException {
    Prepared prepared = read(job);
    prepared.warnings().forEach(listener::warning);
    return write(job, prepared, listener);
  }

  private static Prepared write(CheckedJob job, Prepared prepared, XrayListener listener)
      throws IOException {
    Json.write(prepared.file(), prepared.manifest());
    if (job.job().copyTo().isPresent()) {
      DatasetCopier.copy(prepared.dataset(), job.job().copyTo().get());
    }
    listener.message(summary(prepared.manifest()));
    return prepared;
  }

  /** Reads and divides the data set; writes nothing but what it remembers of files. */
  static Prepared read(CheckedJob job) throws XrayException, IOException {
    List<String> warnings = new ArrayList<>();
    Dataset dataset =
        DatasetReader.read(job.job().dataset(), job.seed(), job.digests(), warnings::add);
    Split split =
        Splitter.split(dataset.images(), dataset.classes(), job.recipe().split(), job.seed());
    DatasetManifest manifest = DatasetManifest.of(dataset, split, job.recipe().split(), job.seed());
    List<ExternalData> externals = ExternalData.read(job);
    List<LabeledImage> test = split.indices(Part.TEST).stream().map(dataset.images()::get).toList();
    for (ExternalData set : externals) {
      warnings.addAll(set.warnings());
      SharedWithTest.warning(set, test).ifPresent(warnings::add);
      set.classEqualsSource(job.job().seed()).ifPresent(warnings::add);
    }
    Prepared prepared =
        new Prepared(
            dataset,
            split,
            manifest,
            manifest.digest(),
            job.workspace().manifest(),
            warnings,
            externals);
    job.job().licences().apply(prepared.everything()).ifPresent(warnings::add);
    return prepared;
  }

  /** Such as {@code "178 images: training 67 normal, 67 covid; test 22 normal, 22 covid"}. */
  static String summary(DatasetManifest manifest) {
    List<String> parts = new ArrayList<>();
    for (Part part : Part.values()) {
      List<String> counts = new ArrayList<>();
      for (String label : List.of(manifest.classes().negative(), manifest.classes().positive())) {
        counts.add(manifest.images().get(part).get(label) + " " + label);
      }
      boolean empty =
          manifest.images().get(part).values().stream().mapToInt(Integer::intValue).sum() == 0;
      if (!empty) {
        parts.add(part.name().toLowerCase(Locale.ROOT) + " " + String.join(", ", counts));
      }
    }
    return manifest.files().size() + " images: " + String.join("; ", parts) + ".";
  }
}
