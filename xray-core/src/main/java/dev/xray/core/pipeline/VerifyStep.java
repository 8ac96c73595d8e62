package dev.xray.core.pipeline;

import dev.xray.core.Disclaimer;
import dev.xray.core.Folders;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.model.GoldenDifference;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.model.ModelVerifier;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** From a finished model to the differences of its golden inputs. */
final class VerifyStep {
  private VerifyStep() {}

  static Verified run(VerifyJob job) throws XrayException, IOException {
    job.validate();
    Folders.delete(Verified.file(job.folder()));
    ModelBundle model = ModelBundle.read(job.model());
    List<GoldenDifference> differences = ModelVerifier.verify(model, job.runtime());
    boolean passed =
        differences.stream()
            .allMatch(
                input ->
                    input.pixelDifference() <= job.pixelTolerance()
                        && input.probabilityDifference() <= job.probabilityTolerance());
    Verified verified =
        new Verified(
            model.description().name(),
            Files.isRegularFile(job.model())
                ? Hashes.sha256(Files.readAllBytes(job.model()))
                : Hashes.sha256(model.files().get("SHA256SUMS")),
            passed,
            job.pixelTolerance(),
            job.probabilityTolerance(),
            differences,
            model.description().runtime(),
            TensorFlowRuntime.load(job.runtime()).info(),
            Disclaimer.TEXT);
    Json.write(Verified.file(job.folder()), verified);
    return verified;
  }
}
