package dev.xray.core.pipeline;

import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything on which an evaluation depends.
 *
 * @param xray version of this library
 * @param model SHA-256 of the bundle
 * @param manifest digest of images, labels and split
 * @param externals digest of each external set, by its name
 * @param crossValidation digest of the cross-validation that the report shows, where there is one
 * @param options what figures are given for
 * @param warnings of reading the data set; the report shows them
 */
record EvaluationDigest(
    String xray,
    String model,
    String manifest,
    Map<String, String> externals,
    Optional<String> crossValidation,
    EvaluationOptions options,
    List<String> warnings) {
  /**
   * SHA-256 of the JSON of all components, lower-case hex.
   *
   * @throws XrayException if there is no finished model
   */
  static String of(CheckedJob job, Prepared prepared) throws XrayException, IOException {
    Workspace files = job.workspace();
    EvaluationDigest inputs =
        new EvaluationDigest(
            Versions.xray(),
            Stamp.read(files.modelStamp()).sha256(files.modelStamp(), files.bundle()),
            prepared.digest(),
            externals(prepared),
            CurrentCrossValidation.digest(job, prepared.dataset()),
            job.recipe().evaluation(),
            prepared.warnings());
    return Hashes.sha256OfJson(inputs);
  }

  private static Map<String, String> externals(Prepared prepared) {
    return prepared.externals().stream()
        .collect(Collectors.toMap(ExternalData::name, ExternalData::digest));
  }
}
