package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.audit.probe.Probe;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.report.MeasuredAudit;
import dev.xray.core.report.ProbeSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeStepTest {
  @TempDir Path folder;

  @Test
  void a_model_is_probed_with_the_masks_beside_its_images_and_again_when_a_mask_changes()
      throws Exception {
    Path phantoms = folder.resolve("phantoms");
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), phantoms, done -> {});
    Xray job = Phantoms.job(Phantoms.spec(phantoms), folder.resolve("work"));
    job.train();

    Audited audited = job.audit();

    ProbeSection probes = audited.document().probes().orElseThrow();
    assertThat(probes.probes())
        .extracting(ProbeSection.ProbeDocument::probe)
        .containsExactlyElementsOf(Arrays.stream(Probe.values()).map(Probe::key).toList());
    assertThat(probes.skipped()).isEmpty();
    assertThat(probes.borderRetrained()).isEmpty();
    assertThat(probes.positives() + probes.negatives()).isEqualTo(testImages(audited));
    assertThat(audited.document().alarms())
        .extracting(alarm -> alarm.check())
        .contains("probe.lungsRemoved", "probe.borderOnly", "probe.cornersSwapped")
        .doesNotContain("probe.centreRemoved", "probe.tilesShuffled");
    assertThat(Files.readString(audited.files().page())).contains("a test image, lungs removed");
    assertThat(Files.readString(audited.files().json())).doesNotContain("base64");
    assertThat(CurrentAudit.of(job.job()))
        .isEqualTo(new CurrentAudit(audited.document(), audited.files()));
    assertThat(MeasuredAudit.of(audited.document()).shortcut()).isPresent();

    Files.write(aMask(phantoms), new byte[] {0});
    assertThatThrownBy(() -> CurrentAudit.of(job.job()))
        .isInstanceOf(OutdatedAuditException.class)
        .hasMessageStartingWith("The audit is not up to date, since its files were altered, its");
    Files.delete(aMask(phantoms));
    ProbeSection without =
        job.audit(new AuditOptions(List.of(), Optional.of(phantoms.resolve("images")), true))
            .audit()
            .document()
            .probes()
            .orElseThrow();
    assertThat(without.skipped())
        .extracting(ProbeSection.SkippedDocument::probe)
        .containsExactly("lungsRemoved");
    assertThat(without.borderRetrained()).isPresent();
  }

  @Test
  void a_folder_of_masks_that_is_not_there_is_an_error_before_anything_is_done() {
    Xray job =
        Phantoms.job(Phantoms.spec(folder), folder.resolve("work"))
            .audit(new AuditOptions(List.of(), Optional.of(folder.resolve("nowhere")), false));
    assertThatThrownBy(job::audit)
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("audit.lungMasks");
  }

  private static int testImages(Audited audited) {
    return audited.document().probes().orElseThrow().unchanged().get("accuracy").support().images();
  }

  private static Path aMask(Path phantoms) throws IOException {
    try (Stream<Path> masks = Files.list(phantoms.resolve("masks/lungs"))) {
      return masks.sorted().findFirst().orElseThrow();
    }
  }
}
