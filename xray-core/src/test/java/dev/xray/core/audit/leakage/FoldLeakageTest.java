package dev.xray.core.audit.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.audit.Finding;
import dev.xray.core.audit.NamedImage;
import dev.xray.core.audit.Severity;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Folds;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.Images;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.SplitSettings;
import dev.xray.core.image.RecordCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leakage between the folds of a cross-validation. */
class FoldLeakageTest {
  private static final Classes CLASSES = new Classes("normal", "covid");
  private static final SplitSettings GROUPED = new SplitSettings(0.25, 0, true);

  @TempDir static Path phantoms;
  private static List<Path> files;

  @TempDir Path folder;
  private final List<LabeledImage> images = new ArrayList<>();
  private final List<Integer> foldOf = new ArrayList<>();

  @BeforeAll
  static void make_phantoms() throws Exception {
    files = LeakagePhantoms.in(phantoms);
  }

  /** Two folds, each of a hospital, with both classes and whole patients. */
  @BeforeEach
  void clean_folds() throws Exception {
    List<String> patients = files.stream().map(FoldLeakageTest::patientOf).distinct().toList();
    for (Path file : files) {
      int patient = patients.indexOf(patientOf(file));
      add(file, label(patient), patientOf(file), patient / 2 % 2);
    }
  }

  private static String patientOf(Path file) {
    return file.getFileName().toString().split("-")[1];
  }

  private static String label(int patient) {
    return patient % 2 == 0 ? "normal" : "covid";
  }

  @Test
  void clean_folds_are_quiet() throws Exception {
    assertThat(check(GROUPED).findings()).isEmpty();
    assertThat(check(GROUPED).images()).isEqualTo(16);
  }

  @Test
  void a_near_copy_is_found_in_another_fold() throws Exception {
    add(jpeg("near.jpg", 0), images.get(0).label(), "a stranger", 1 - foldOf.get(0));

    Finding finding = only(check(GROUPED));
    assertThat(finding.check()).isEqualTo("duplicate.near");
    assertThat(finding.severity()).isEqualTo(Severity.SERIOUS);
    assertThat(finding.groups().get(0)).extracting(NamedImage::file).contains("near.jpg");
  }

  @Test
  void identical_files_and_identical_pixels_are_found_in_another_fold() throws Exception {
    add(copy("file.png", 0), images.get(0).label(), "a stranger", 1 - foldOf.get(0));
    add(colour("pixels.png", 9), images.get(9).label(), "another", 1 - foldOf.get(9));

    List<Finding> findings = check(GROUPED).findings();
    assertThat(findings)
        .extracting(Finding::check)
        .containsExactly("duplicate.file", "duplicate.pixels");
    assertThat(findings).allMatch(finding -> finding.severity() == Severity.SERIOUS);
    assertThat(findings.get(0).text()).contains("1 picture stands on both sides of a fold,");
    assertThat(findings.get(0).groups().get(0))
        .extracting(NamedImage::place)
        .containsExactlyInAnyOrder("test of fold 1", "training of fold 1");
  }

  @Test
  void copies_in_one_fold_are_a_warning() throws Exception {
    add(copy("file.png", 0), images.get(0).label(), "a stranger", foldOf.get(0));

    Finding finding = only(check(GROUPED));
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.text())
        .contains("more than once in the data set, though never on both sides of a fold");
    assertThat(finding.groups().get(0))
        .extracting(NamedImage::place)
        .containsOnly("tested in fold " + (foldOf.get(0) + 1));
  }

  @Test
  void copies_in_one_fold_that_another_fold_validates_with_are_serious() throws Exception {
    // Thirty strangers show one picture: whichever are taken for validation, others are learned.
    for (int i = 0; i < 30; i++) {
      add(copy(i + ".png", 0), images.get(0).label(), "stranger " + i, foldOf.get(0));
    }

    Finding finding = only(check(new SplitSettings(0.25, 0.25, true)));
    assertThat(finding.check()).isEqualTo("duplicate.file");
    assertThat(finding.severity()).isEqualTo(Severity.SERIOUS);
    assertThat(finding.groups().get(0))
        .extracting(NamedImage::place)
        .contains(
            "validation of fold " + (2 - foldOf.get(0)), "training of fold " + (2 - foldOf.get(0)));
  }

  @Test
  void a_patient_in_two_folds_is_found_unless_its_images_are_left_out() throws Exception {
    // Another picture, so that the patient is all there is to find.
    int other = ofAnotherPatient();
    LabeledImage image = images.get(other);
    images.set(
        other,
        Images.of(
            image.path(),
            image.source(),
            image.file(),
            image.label(),
            image.sha256(),
            images.get(0).patient()));
    foldOf.set(other, 1 - foldOf.get(0));

    Finding finding = only(check(new SplitSettings(0.25, 0, false), "patient.split"));
    assertThat(finding.severity()).isEqualTo(Severity.SERIOUS);
    assertThat(finding.text()).contains("images on both sides of a fold");
    assertThat(check(GROUPED).findings()).noneMatch(each -> each.check().equals("patient.split"));
  }

  @Test
  void one_picture_with_both_labels_is_serious_in_one_fold_too() throws Exception {
    String other = images.get(0).label().equals("covid") ? "normal" : "covid";
    add(copy("file.png", 0), other, "a stranger", foldOf.get(0));

    assertThat(only(check(GROUPED)).check()).isEqualTo("label.contradiction");
  }

  @Test
  void one_radiograph_in_two_sources_is_said_where_each_is_a_fold() throws Exception {
    add(copy("file.png", 0), images.get(0).label(), "a stranger", 1 - foldOf.get(0));

    Leakage leakage =
        LeakageChecks.run(
            images,
            folds(Folds.bySource(images), GROUPED),
            true,
            RecordCache.none(),
            List.of(),
            2,
            done -> {});
    Finding finding = only(leakage);
    assertThat(finding.severity()).isEqualTo(Severity.SERIOUS);
    assertThat(finding.text())
        .contains("1 picture stands in more than one source, and so on both sides of a fold,");
    assertThat(finding.groups().get(0))
        .extracting(NamedImage::place)
        .containsExactlyInAnyOrder("test of fold hospital 0", "training of fold hospital 0");
  }

  @Test
  void what_a_training_leaves_out_does_not_leak() throws Exception {
    add(
        copy("file.png", 0),
        images.get(0).label(),
        images.get(0).patient().orElseThrow(),
        1 - foldOf.get(0));

    assertThat(only(check(GROUPED)).severity()).isEqualTo(Severity.WARNING);
  }

  private Leakage check(SplitSettings settings) throws Exception {
    Folds folds = new Folds(List.of("1", "2"), foldOf);
    return LeakageChecks.run(
        images, folds(folds, settings), false, RecordCache.none(), List.of(), 2, done -> {});
  }

  private Leakage check(SplitSettings settings, String name) throws Exception {
    Leakage all = check(settings);
    return new Leakage(
        all.images(),
        all.pairsCompared(),
        all.findings().stream().filter(finding -> finding.check().equals(name)).toList());
  }

  private List<AuditedFold> folds(Folds folds, SplitSettings settings) throws SettingException {
    List<AuditedFold> audited = new ArrayList<>();
    for (int fold = 0; fold < folds.count(); fold++) {
      audited.add(
          new AuditedFold(
              "fold " + folds.names().get(fold),
              folds.split(fold, images, CLASSES, settings, new Seed(1))));
    }
    return audited;
  }

  private static Finding only(Leakage leakage) {
    assertThat(leakage.findings()).hasSize(1);
    return leakage.findings().get(0);
  }

  private void add(Path file, String label, String patient, int fold) throws Exception {
    images.add(
        Images.of(
            file,
            "hospital " + fold,
            file.getFileName().toString(),
            label,
            Hashes.sha256(Files.readAllBytes(file)),
            Optional.of(patient)));
    foldOf.add(fold);
  }

  /** The first image that is not of the first image's patient. */
  private int ofAnotherPatient() {
    int at = 0;
    while (images.get(at).patient().equals(images.get(0).patient())) {
      at++;
    }
    return at;
  }

  private Path jpeg(String name, int image) throws Exception {
    return Files.write(
        folder.resolve(name), ImageCodec.encodeJpeg(ImageCodec.decodeGrey(files.get(image)), 60));
  }

  private Path colour(String name, int image) throws Exception {
    return Files.write(
        folder.resolve(name), ImageCodec.encodeColourPng(ImageCodec.decodeGrey(files.get(image))));
  }

  private Path copy(String name, int image) throws Exception {
    return Files.copy(files.get(image), folder.resolve(name));
  }
}
