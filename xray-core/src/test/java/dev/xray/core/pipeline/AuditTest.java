package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.xray.core.Json;
import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.audit.leakage.Leak;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.DatasetManifest;
import dev.xray.core.dataset.ManifestImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.dataset.phantom.Shortcut;
import dev.xray.core.report.AuditDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  void an_audit_that_comes_first_decodes_each_image_once() throws Exception {
    List<String> stages = new ArrayList<>();
    job()
        .listener(
            new XrayListener() {
              @Override
              public void progress(String stage, int done, int of) {
                stages.add(stage);
              }
            })
        .audit();
    assertThat(stages).isNotEmpty().containsOnly("Looking for leakage");
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
  void a_copy_under_another_patient_fails_with_its_names_until_it_is_accepted() throws Exception {
    Path data = folder.resolve("data");
    Xray clean = Phantoms.job(Phantoms.spec(data), folder.resolve("clean"));
    PhantomGenerator.generate(Phantoms.SMALL.withSize(128), new Seed(1), data, done -> {});
    DatasetManifest manifest = clean.prepare().manifest();
    ManifestImage tested =
        manifest.files().stream()
            .filter(file -> file.part() == Part.TEST && file.label().equals("covid"))
            .findFirst()
            .orElseThrow();
    plantCopies(data, tested.file());
    Xray job = Phantoms.job(Phantoms.spec(data), folder.resolve("leaking"));

    assertThatThrownBy(job::prepare)
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll(
            "1 picture stands on both sides of the split",
            "covid/copy-1.jpg (covid, ",
            ", training)",
            ", test)",
            "-Dxray.acceptedFindings=duplicate.near",
            "audit.html");
    assertThat(folder.resolve("leaking/audit/audit.html"))
        .content()
        .contains("copy-1.jpg", tested.file(), "data:image/jpeg;base64,");
    assertThat(folder.resolve("leaking/audit/audit.json"))
        .content()
        .contains("not credible")
        .doesNotContain("copy-1");

    Xray accepted = job.audit(new AuditOptions(List.of(Leak.NEAR.id())));
    assertThat(accepted.audit().document().verdict().level()).isEqualTo("doubtful");
    assertThat(folder.resolve("leaking/audit/audit.html")).content().contains("copy-1.jpg");
  }

  @Test
  void a_split_that_no_longer_matches_its_data_is_told_with_the_files() throws Exception {
    Path data = folder.resolve("data");
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), data, done -> {});
    List<String> warnings = new ArrayList<>();
    Xray job =
        Phantoms.job(Phantoms.spec(data), folder.resolve("work"))
            .listener(
                new XrayListener() {
                  @Override
                  public void warning(String text) {
                    warnings.add(text);
                  }
                });
    List<ManifestImage> files = job.prepare().manifest().files();
    job.prepare();
    assertThat(warnings).isEmpty();

    ManifestImage changed = files.get(0);
    Files.write(
        data.resolve("images").resolve(changed.file()), new byte[] {0}, StandardOpenOption.APPEND);
    job.prepare();
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains(
            "no longer matches its data",
            "1 image is with other content (" + changed.source() + "/" + changed.file() + ")");
  }

  @Test
  void a_copy_in_an_external_set_fails_though_the_data_set_passed() throws Exception {
    Path data = folder.resolve("data");
    PhantomGenerator.generate(Phantoms.SMALL.withSize(128), new Seed(1), data, done -> {});
    Xray job = Phantoms.job(Phantoms.spec(data), folder.resolve("work"));
    ManifestImage learned =
        job.prepare().manifest().files().stream()
            .filter(file -> file.part() == Part.TRAINING && file.label().equals("covid"))
            .findFirst()
            .orElseThrow();
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    GreyImage original = ImageCodec.decodeGrey(data.resolve("images").resolve(learned.file()));
    Files.write(elsewhere.resolve("again.jpg"), ImageCodec.encodeJpeg(original, 70));
    job.externalSet(
        new ExternalSet(
            "south",
            List.of(
                new SourceSpec("south", Optional.empty(), elsewhere, Map.of(), "covid", false))));

    assertThat(UpToDate.prepared(job.job())).isEmpty();
    assertThatThrownBy(job::prepare)
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll("covid/" + learned.file(), "south/again.jpg (covid, external)");
  }

  @Test
  void what_another_build_kept_is_looked_at_anew() throws Exception {
    Xray job = job();
    job.prepare();
    assertThat(UpToDate.prepared(job.job())).isPresent();
    Path kept = folder.resolve("leakage.json");
    ObjectNode old = (ObjectNode) Json.MAPPER.readTree(kept.toFile());
    old.remove("data");
    Json.write(kept, old);
    Path stamp = folder.resolve("leakage.stamp.json");
    Stamp.write(stamp, Stamp.read(stamp).inputs(), List.of(), List.of(kept));

    assertThat(UpToDate.prepared(job.job())).isEmpty();
    job.prepare();
    assertThat(UpToDate.prepared(job.job())).isPresent();
  }

  /** Copies of an image under patients of their own: whatever the split, it parts some of them. */
  private static void plantCopies(Path data, String file) throws Exception {
    GreyImage original = ImageCodec.decodeGrey(data.resolve("images").resolve(file));
    Path table = data.resolve("metadata.csv");
    List<String> rows = new ArrayList<>(Files.readAllLines(table));
    String row = rows.stream().filter(each -> each.contains(file)).findFirst().orElseThrow();
    String patient = row.substring(0, row.indexOf(','));
    for (int i = 1; i <= 8; i++) {
      Files.write(
          data.resolve("images").resolve("copy-" + i + ".jpg"),
          ImageCodec.encodeJpeg(original, 60 + i));
      rows.add(row.replace(file, "copy-" + i + ".jpg").replaceFirst(patient, "another-" + i));
    }
    Files.write(table, rows);
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

  @Test
  void associations_and_null_baselines_stay_quiet_on_phantoms_and_catch_a_planted_shortcut(
      @TempDir Path planted) throws Exception {
    PhantomSettings settings = PhantomSettings.defaults().withImages(240).withSize(64);
    PhantomGenerator.generate(settings, new Seed(1), planted.resolve("off"), done -> {});
    PhantomGenerator.generate(
        settings.withShortcut(Shortcut.PLANTED), new Seed(1), planted.resolve("on"), done -> {});

    assertThat(raised(planted.resolve("off"))).isEmpty();
    assertThat(raised(planted.resolve("on")))
        .containsExactlyInAnyOrder("baseline.frame", "baseline.outsideLungs");
  }

  private List<String> raised(Path images) throws Exception {
    AuditDocument document =
        Phantoms.job(Phantoms.spec(images), folder.resolve(images.getFileName()))
            .set("split.testShare", 0.5)
            .audit()
            .document();
    assertThat(document.associations().orElseThrow().properties()).hasSize(16);
    assertThat(document.baselines().orElseThrow().baselines()).hasSize(7);
    return document.alarms().stream()
        .filter(alarm -> alarm.raised())
        .map(alarm -> alarm.check())
        .toList();
  }

  @Test
  void where_a_model_stands_it_is_put_beside_every_null_baseline() throws Exception {
    job().train();
    AuditDocument document = job().audit().document();

    assertThat(document.provenance().digests()).containsKeys("dataset", "model");
    assertThat(document.baselines().orElseThrow().baselines())
        .allSatisfy(
            baseline -> {
              assertThat(baseline.model()).isPresent();
              assertThat(baseline.beaten()).isPresent();
            });
  }

  @Test
  void a_mask_that_changes_makes_the_audit_anew_and_a_folder_that_is_none_is_told()
      throws Exception {
    Path masks = folder.resolve("my-masks");
    Files.createDirectories(masks);
    Xray job = job().audit(new AuditOptions(List.of(), Optional.of(masks), false));

    assertThat(job.audit().document().baselines().orElseThrow().baselines())
        .anySatisfy(baseline -> assertThat(baseline.skipped()).contains("there are no lung masks"));
    assertThat(UpToDate.audited(job.job())).isPresent();
    assertThat(UpToDate.audited(job().job())).isEmpty();
    Files.delete(masks);
    assertThatThrownBy(job::audit)
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("audit.lungMasks");
  }

  private Xray job() {
    return Phantoms.job(Phantoms.spec(phantoms), folder);
  }
}
