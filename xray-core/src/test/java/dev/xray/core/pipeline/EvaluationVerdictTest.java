package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Seed;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.report.AuditStatus;
import dev.xray.core.report.EvaluationDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One small model, and what its evaluation says of the audit as audits come and go. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EvaluationVerdictTest {
  private static final List<String> FILES =
      List.of("evaluation.json", "summary.md", "report.html", "published-report.html");

  @TempDir static Path phantoms;
  @TempDir static Path folder;

  @BeforeAll
  static void evaluate() throws Exception {
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), phantoms, done -> {});
    job().train().evaluate();
  }

  @Test
  @Order(1)
  void before_an_audit_it_says_that_there_is_none() throws Exception {
    assertThat(status()).isEqualTo(AuditStatus.NONE);
    assertThat(text("report.html")).contains("<h2 id=\"verdict\">Not audited</h2>");
    assertThatThrownBy(() -> CurrentAudit.of(job().job()))
        .isInstanceOf(OutdatedAuditException.class)
        .hasMessage(
            "There is no audit yet: " + folder.resolve("audit/audit.json") + " is missing.");
  }

  @Test
  @Order(2)
  void an_audit_after_the_evaluation_brings_its_verdict_into_it() throws Exception {
    Map<String, byte[]> before = evaluation();

    Audited audited = job().audit();

    AuditStatus status = status();
    assertThat(status.status()).isEqualTo(AuditStatus.AUDITED);
    assertThat(status.verdict()).contains(audited.document().verdict());
    assertThat(status.sha256()).contains(Hashes.sha256(Files.readAllBytes(audited.files().json())));
    assertThat(status.checks()).contains(audited.document().alarms().size());
    String headline = audited.document().verdict().headline();
    for (String file : FILES) {
      assertThat(text(file)).as(file).contains(headline).doesNotContain("ot audited");
    }
    assertThat(text("report.html")).contains("href=\"../audit/audit.html\"");
    assertThat(text("published-report.html")).doesNotContain("audit.html").contains("audit.json");
    Map<String, byte[]> after = evaluation();
    FILES.forEach(before::remove);
    FILES.forEach(after::remove);
    assertThat(after).containsExactlyEntriesOf(before);
  }

  @Test
  @Order(3)
  void the_files_are_those_that_an_evaluation_after_the_audit_writes_and_stay_current()
      throws Exception {
    Map<String, byte[]> exchanged = evaluation();
    byte[] stamp = Files.readAllBytes(folder.resolve("evaluation.stamp.json"));
    assertThat(CurrentEvaluation.of(job().job()).document().audit().status())
        .isEqualTo(AuditStatus.AUDITED);
    assertThat(UpToDate.evaluated(job().job())).isPresent();
    assertThat(UpToDate.audited(job().job())).isPresent();
    assertThat(evaluation()).containsExactlyEntriesOf(exchanged);

    job().train().evaluate();

    assertThat(evaluation()).containsExactlyEntriesOf(exchanged);
    assertThat(Files.readAllBytes(folder.resolve("evaluation.stamp.json"))).isEqualTo(stamp);
  }

  @Test
  @Order(4)
  void an_audit_with_other_settings_is_called_outdated_until_the_settings_return()
      throws Exception {
    Map<String, byte[]> audited = evaluation();
    Xray other = job().audit(new AuditOptions(List.of(), Optional.empty(), true));

    assertThat(UpToDate.evaluated(other.job())).isPresent();

    assertThat(status().status()).isEqualTo(AuditStatus.OUTDATED);
    assertThat(text("report.html"))
        .contains("Not audited", "it says nothing of this result, since its files were altered");
    assertThat(text("summary.md")).contains("Audit: outdated, since its files were altered");
    assertThat(CurrentEvaluation.of(job().job()).document().audit().verdict()).isEmpty();

    assertThat(UpToDate.audited(job().job())).isPresent();
    assertThat(evaluation()).containsExactlyEntriesOf(audited);
  }

  @Test
  @Order(5)
  void an_audit_of_another_model_never_shows_as_current() throws Exception {
    Xray other = job().seed(1).set("training.epochs", 1);
    other.train().evaluate();

    assertThat(status()).isEqualTo(AuditStatus.outdated("it is of another model"));
    assertThatThrownBy(() -> CurrentAudit.of(other.job()))
        .isInstanceOf(OutdatedAuditException.class)
        .hasMessageContainingAll("since it is of another model", "audit.json");
  }

  @Test
  @Order(6)
  void an_audit_that_cannot_be_read_is_outdated_and_a_lost_one_is_none() throws Exception {
    Path json = folder.resolve("audit/audit.json");
    Files.writeString(json, "{}");
    assertThat(EvaluationVerdict.status(checked(), PrepareStep.read(checked())))
        .isEqualTo(AuditStatus.outdated("it cannot be read"));
    Files.delete(json);
    assertThat(EvaluationVerdict.status(checked(), PrepareStep.read(checked())))
        .isEqualTo(AuditStatus.NONE);
  }

  private static AuditStatus status() throws Exception {
    return EvaluationDocument.read(folder.resolve("evaluation/evaluation.json")).audit();
  }

  private static String text(String file) throws IOException {
    return Files.readString(folder.resolve("evaluation").resolve(file));
  }

  private static Map<String, byte[]> evaluation() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder.resolve("evaluation"))) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static CheckedJob checked() throws Exception {
    return CheckedJob.of(job().job());
  }

  private static Xray job() {
    return Phantoms.job(Phantoms.spec(phantoms), folder);
  }
}
