package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.audit.leakage.Leak;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
  @TempDir static Path phantoms;

  @TempDir Path folder;

  @BeforeAll
  static void make_phantoms() throws Exception {
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), phantoms, done -> {});
  }

  @Test
  void phantoms_are_audited_without_a_model_and_the_second_time_nothing_is_done() throws Exception {
    assertThat(UpToDate.audited(job().job())).isEmpty();
    Audited audited = job().audit();

    assertThat(audited.document().leakage().findings()).isEmpty();
    assertThat(audited.document().provenance().digests()).containsOnlyKeys("dataset");
    assertThat(audited.lines()).first().asString().startsWith("Audit: nothing found.");
    UpToDate.StandingAudit standing = UpToDate.audited(job().job()).orElseThrow();
    assertThat(standing.files()).isEqualTo(audited.files());
    assertThat(standing.summary()).containsAll(audited.lines());
    Files.delete(audited.files().page());
    assertThat(UpToDate.audited(job().job())).isEmpty();
  }

  @Test
  void patients_on_both_sides_fail_before_anything_is_trained_until_they_are_accepted()
      throws Exception {
    Xray job = job().set("split.groupByPatient", false);

    assertThatThrownBy(job::train)
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll(
            "patients have images in more than one part of the split",
            "-Dxray.acceptedFindings=patient.split",
            folder.resolve("audit/audit.html").toString());
    assertThat(folder.resolve("manifest.json")).doesNotExist();
    assertThat(folder.resolve("model")).doesNotExist();
    assertThat(folder.resolve("audit/audit.html")).content().contains("patient.split");
    assertThat(UpToDate.prepared(job.job())).isEmpty();

    Xray accepted = job.audit(new AuditOptions(List.of(Leak.PATIENT.id())));
    assertThat(accepted.audit().document().verdict().level()).isEqualTo("doubtful");
    assertThat(UpToDate.prepared(accepted.job())).isPresent();
    assertThat(UpToDate.prepared(job.audit(AuditOptions.DEFAULT).job())).isEmpty();
  }

  @Test
  void whoever_chooses_the_article_to_the_letter_accepts_its_split() throws Exception {
    Audited audited = job().recipe("article-verbatim").audit();

    assertThat(audited.document().leakage().findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.accepted()).isTrue());
  }

  @Test
  void a_name_that_no_check_has_cannot_be_accepted() {
    assertThatThrownBy(() -> job().audit(new AuditOptions(List.of("duplicate.nere"))).prepare())
        .isInstanceOf(SettingException.class)
        .hasMessageContainingAll("audit.accept", "duplicate.nere", "duplicate.near");
  }

  private Xray job() {
    return Phantoms.job(Phantoms.spec(phantoms), folder);
  }
}
