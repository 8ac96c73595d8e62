package dev.xray.core.pipeline;

import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.report.EvaluationDocument;
import dev.xray.core.report.ReportWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The evaluation of a job's own model, known to speak of the model that stands and of the data as
 * they are.
 *
 * @param document its figures
 * @param files where it is
 */
public record CurrentEvaluation(EvaluationDocument document, ReportWriter.Written files) {
  /**
   * Finds it. Loads no native library, trains nothing, writes nothing but what it remembers of the
   * digests of image files.
   *
   * @throws OutdatedEvaluationException if there is none, it is of another model, or something
   *     changed since
   * @throws XrayException if the data set or a setting cannot be used, or {@code evaluation.json}
   *     cannot be read
   */
  public static CurrentEvaluation of(Job told) throws XrayException, IOException {
    CheckedJob job = CheckedJob.of(told);
    Workspace workspace = job.workspace();
    ReportWriter.Written files = ReportWriter.Written.in(workspace.evaluation());
    if (!Files.isRegularFile(files.evaluation())) {
      throw new OutdatedEvaluationException(
          "There is no evaluation yet: " + files.evaluation() + " is missing.");
    }
    EvaluationDocument document = EvaluationDocument.read(files.evaluation());
    checkModel(document, files.evaluation(), workspace.bundle());
    Optional<String> change = UpToDate.change(job, document.provenance().runtime());
    if (change.isPresent()) {
      throw new OutdatedEvaluationException(
          "The evaluation is not up to date, since "
              + change.get()
              + ": "
              + files.evaluation()
              + ".");
    }
    return new CurrentEvaluation(document, files);
  }

  private static void checkModel(EvaluationDocument document, Path evaluation, Path bundle)
      throws IOException, OutdatedEvaluationException {
    if (!Files.isRegularFile(bundle)) {
      throw new OutdatedEvaluationException(
          "There is no model that " + evaluation + " could speak of: " + bundle + " is missing.");
    }
    String evaluated = document.provenance().digests().getOrDefault("model", "none");
    String stands = Hashes.sha256(Files.readAllBytes(bundle));
    if (!evaluated.equals(stands)) {
      throw new OutdatedEvaluationException(
          evaluation
              + " is of another model (SHA-256 "
              + evaluated
              + ") than "
              + bundle
              + " ("
              + stands
              + ").");
    }
  }
}
