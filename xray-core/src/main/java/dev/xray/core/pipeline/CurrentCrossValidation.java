package dev.xray.core.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.report.CrossValidationDocument;
import dev.xray.core.report.CrossValidationWriter;
import dev.xray.core.report.EvaluationDocument.ProvenanceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The cross-validation that stands beside a model, where it speaks of the same recipe and data. */
final class CurrentCrossValidation {
  private CurrentCrossValidation() {}

  /**
   * The figures that an earlier run left, whatever its folds and repeats.
   *
   * @return empty if there are none, if they were altered, or if images, settings, seed or version
   *     of this library are not the job's
   */
  static Optional<CrossValidationDocument> of(CheckedJob job, Dataset dataset) throws IOException {
    Workspace files = job.workspace();
    Path json = CrossValidationWriter.Written.in(files.crossValidation()).json();
    try {
      Stamp.read(files.crossValidationStamp()).verify(files.crossValidationStamp(), json);
      return Optional.of(CrossValidationDocument.read(json))
          .filter(document -> speaksOf(document, job, dataset));
    } catch (XrayException e) {
      return Optional.empty();
    }
  }

  /** SHA-256 of those figures, lower-case hex; empty where there are none. */
  static Optional<String> digest(CheckedJob job, Dataset dataset) throws IOException {
    return of(job, dataset).map(Hashes::sha256OfJson);
  }

  /** Copies them, where there are any, for a training that is repeated in another folder. */
  static void copy(Workspace from, Workspace to) throws IOException {
    List<Path> files =
        Stream.concat(
                CrossValidationWriter.Written.in(from.crossValidation()).all().stream(),
                Stream.of(from.crossValidationStamp()))
            .filter(Files::exists)
            .toList();
    for (Path file : files) {
      Path copy = to.folder().resolve(from.folder().relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
  }

  private static boolean speaksOf(
      CrossValidationDocument document, CheckedJob job, Dataset dataset) {
    ProvenanceDocument provenance = document.provenance();
    return document.name().equals(job.job().name())
        && provenance.seed() == job.seed().value()
        && tree(provenance.settings()).equals(tree(job.recipe().settings()))
        && CrossValidationPlan.digest(dataset).equals(provenance.digests().get("dataset"))
        && Versions.xray().equals(provenance.versions().get("xray"));
  }

  /** By its text: numbers that were read have other types than those that were not. */
  private static JsonNode tree(Object settings) {
    try {
      return Json.MAPPER.readTree(Json.text(settings));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
