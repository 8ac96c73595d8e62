package dev.xray.core.audit.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import dev.xray.core.UnreadableImageException;
import dev.xray.core.audit.Finding;
import dev.xray.core.audit.NamedImage;
import dev.xray.core.audit.Severity;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.Images;
import dev.xray.core.dataset.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LeakageChecksTest {
  @TempDir static Path phantoms;
  private static List<Path> files;

  @TempDir Path folder;
  private final List<AuditedImage> images = new ArrayList<>();

  @BeforeAll
  static void make_phantoms() throws Exception {
    files = LeakagePhantoms.in(phantoms);
  }

  /** Half of the images in training, half in test, as the generator's patients want it. */
  @BeforeEach
  void a_clean_split() throws Exception {
    for (Path file : files) {
      String patient = file.getFileName().toString().split("-")[1];
      boolean even = Integer.parseInt(patient) % 2 == 0;
      add(file, even ? "normal" : "covid", even ? Part.TRAINING : Part.TEST, patient);
    }
  }

  @Test
  void a_clean_split_is_quiet() throws Exception {
    Leakage leakage = check();

    assertThat(leakage.findings()).isEmpty();
    assertThat(leakage.images()).isEqualTo(16);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("turned by 2 degrees", image -> Copies.turned(image, 2)),
        change("turned by -5 degrees", image -> Copies.turned(image, -5)),
        change("cropped by 3%", image -> Copies.cropped(image, 0.03)),
        change("mirrored", Copies::mirrored),
        change("with gamma 0.6", image -> Copies.withGamma(image, 0.6)),
        change("with more contrast", image -> Copies.withContrast(image, 1.3)),
        change("with less contrast", image -> Copies.withContrast(image, 0.6)),
        change("at two thirds of its size", image -> Copies.scaled(image, 2 / 3.0)),
        change("mirrored and turned", image -> Copies.turned(Copies.mirrored(image), 3)));
  }

  private static Arguments change(String name, UnaryOperator<GreyImage> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void a_copy_on_the_other_side_of_the_split_is_found(String name, UnaryOperator<GreyImage> change)
      throws Exception {
    GreyImage original = ImageCodec.decodeGrey(path(0));
    add(jpeg("copy.jpg", change.apply(original)), label(0), otherPart(0), "someone else");

    Finding finding = only(check());
    assertThat(finding.check()).isEqualTo("duplicate.near");
    assertThat(finding.severity()).isEqualTo(Severity.SERIOUS);
    // Other images of the phantom show the same chest, and the copy may resemble them too.
    String patient = name(0).substring(0, name(0).lastIndexOf('-'));
    assertThat(names(finding)).singleElement().asInstanceOf(LIST).contains(name(0), "copy.jpg");
    assertThat(names(finding).get(0))
        .allMatch(file -> file.startsWith(patient) || file.equals("copy.jpg"));
    assertThat(finding.text()).doesNotContain("copy.jpg").doesNotContain(name(0));
  }

  @Test
  void a_copy_on_the_same_side_is_a_warning() throws Exception {
    add(jpeg("copy.jpg", ImageCodec.decodeGrey(path(0))), label(0), part(0), "someone else");

    assertThat(only(check()).severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void a_copy_of_the_same_patient_stays_with_it_and_is_no_finding() throws Exception {
    add(
        jpeg("copy.jpg", Copies.turned(ImageCodec.decodeGrey(path(0)), 1)),
        label(0),
        part(0),
        images.get(0).image().patient().orElseThrow());

    assertThat(check().findings()).isEmpty();
  }

  @Test
  void identical_files_and_identical_pixels_are_told_apart() throws Exception {
    Path file = folder.resolve("file.jpg");
    Files.copy(path(0), file);
    add(file, label(0), otherPart(0), "someone else");
    Path pixels = folder.resolve("pixels.png");
    Files.write(pixels, ImageCodec.encodeColourPng(ImageCodec.decodeGrey(path(9))));
    add(pixels, label(9), otherPart(9), "someone else again");

    List<Finding> findings = check().findings();
    assertThat(findings)
        .extracting(Finding::check)
        .containsExactly("duplicate.file", "duplicate.pixels");
    assertThat(names(findings.get(0))).containsExactly(List.of(name(0), "file.jpg"));
    assertThat(names(findings.get(1))).containsExactly(List.of(name(9), "pixels.png"));
  }

  @Test
  void one_picture_with_both_labels_is_serious_on_one_side_too_and_of_one_patient_too()
      throws Exception {
    String other = label(0).equals("covid") ? "normal" : "covid";
    add(
        jpeg("copy.jpg", ImageCodec.decodeGrey(path(0))),
        other,
        part(0),
        images.get(0).image().patient().orElseThrow());

    Finding finding = only(check());
    assertThat(finding.check()).isEqualTo("label.contradiction");
    assertThat(finding.severity()).isEqualTo(Severity.SERIOUS);
  }

  @Test
  void a_patient_on_two_sides_is_named() throws Exception {
    images.set(1, audited(path(1), label(1), Optional.of(part(1)), "twice"));
    int far = other(1);
    images.set(far, audited(path(far), label(far), Optional.of(part(far)), "twice"));

    assertThat(check().findings())
        .filteredOn(finding -> finding.check().equals("patient.split"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.SERIOUS);
              assertThat(names(finding)).contains(List.of(name(1), name(far)));
            });
  }

  @Test
  void an_external_set_must_not_show_what_was_learned_but_may_show_what_is_tested()
      throws Exception {
    int learned = first(Part.TRAINING);
    int tested = first(Part.TEST);
    images.add(
        audited(
            jpeg("learned.jpg", ImageCodec.decodeGrey(path(learned))),
            label(learned),
            Optional.empty(),
            "a"));
    assertThat(only(check()).severity()).isEqualTo(Severity.SERIOUS);

    images.set(
        images.size() - 1,
        audited(
            jpeg("tested.jpg", ImageCodec.decodeGrey(path(tested))),
            label(tested),
            Optional.empty(),
            "a"));
    assertThat(only(check()).severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void all_images_that_cannot_be_decoded_are_named_at_once() throws Exception {
    Path broken = folder.resolve("broken.png");
    Path text = folder.resolve("text.png");
    byte[] whole = ImageCodec.encodePng(ImageCodec.decodeGrey(path(0)));
    Files.write(broken, Arrays.copyOf(whole, whole.length / 2));
    Files.writeString(text, "no image");
    add(broken, "normal", Part.TRAINING, "x");
    add(text, "normal", Part.TRAINING, "y");

    assertThatThrownBy(this::check)
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContainingAll(
            "broken.png is truncated", "1 more image cannot be used:", "text.png");
  }

  private Leakage check() throws Exception {
    return LeakageChecks.run(images, 2, done -> {});
  }

  private static Finding only(Leakage leakage) {
    assertThat(leakage.findings()).hasSize(1);
    return leakage.findings().get(0);
  }

  private static List<List<String>> names(Finding finding) {
    return finding.groups().stream()
        .map(group -> group.stream().map(NamedImage::file).toList())
        .toList();
  }

  private void add(Path file, String label, Part part, String patient) throws Exception {
    images.add(audited(file, label, Optional.of(part), patient));
  }

  private static AuditedImage audited(Path file, String label, Optional<Part> part, String patient)
      throws Exception {
    return new AuditedImage(
        Images.of(
            file,
            "source",
            file.getFileName().toString(),
            label,
            Hashes.sha256(Files.readAllBytes(file)),
            Optional.of(patient)),
        part,
        part.isPresent() ? Optional.empty() : Optional.of("external"));
  }

  private Path jpeg(String name, GreyImage image) throws Exception {
    return Files.write(folder.resolve(name), ImageCodec.encodeJpeg(image, 60));
  }

  private Path path(int image) {
    return images.get(image).image().path();
  }

  private String name(int image) {
    return images.get(image).image().file();
  }

  private String label(int image) {
    return images.get(image).image().label();
  }

  private Part part(int image) {
    return images.get(image).part().orElseThrow();
  }

  private Part otherPart(int image) {
    return part(image) == Part.TEST ? Part.TRAINING : Part.TEST;
  }

  /** An image on the other side, further down. */
  private int other(int image) {
    int at = image;
    while (part(at) == part(image)) {
      at++;
    }
    return at;
  }

  private int first(Part part) {
    int at = 0;
    while (part(at) != part) {
      at++;
    }
    return at;
  }
}
