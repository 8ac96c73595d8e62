package dev.xray.core.audit.association;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.audit.Alarms;
import dev.xray.core.audit.facts.ImageFacts;
import dev.xray.core.audit.facts.MadeUp;
import dev.xray.core.codec.ImageFormat;
import dev.xray.core.dataset.LabeledImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssociationsTest {
  @ParameterizedTest
  @EnumSource
  void a_property_that_gives_the_class_away_is_found_and_the_others_stay_quiet(Property planted) {
    MadeUp data = new MadeUp(120, 3);
    plant(data, planted);

    List<Association> associations = Associations.of(data.dataset(), data.facts, 1);

    assertThat(of(associations, planted).separates()).isTrue();
    assertThat(of(associations, planted).right()).isEqualTo(of(associations, planted).of());
    assertThat(of(associations, planted).effect().value().orElseThrow()).isEqualTo(1);
    assertThat(raised(associations)).isEqualTo(planted.alarms() ? expected(planted) : List.of());
  }

  /** Nobody can give an age in one class only without saying so. */
  private static List<String> expected(Property planted) {
    return switch (planted) {
      case WIDTH, HEIGHT -> List.of("association." + planted.id(), "association.aspectRatio");
      default -> List.of("association." + planted.id());
    };
  }

  @Test
  void where_nothing_is_planted_nothing_is_found() {
    for (long seed = 1; seed <= 5; seed++) {
      MadeUp data = new MadeUp(120, seed);
      List<Association> associations = Associations.of(data.dataset(), data.facts, seed);

      assertThat(raised(associations)).isEmpty();
      assertThat(associations).hasSize(Property.values().length).noneMatch(Association::separates);
    }
  }

  @Test
  void class_equals_source_is_said_loudly_and_with_names() {
    MadeUp data = new MadeUp(40, 1);
    plant(data, Property.SOURCE);

    assertThat(of(Associations.of(data.dataset(), data.facts, 1), Property.SOURCE).text())
        .isEqualTo(
            "Every covid image comes from ours, every normal one from theirs: a good score proves"
                + " nothing.");
  }

  @Test
  void the_names_of_folders_are_not_told_since_they_may_be_patients() {
    MadeUp data = new MadeUp(40, 1);
    plant(data, Property.FOLDER);

    assertThat(of(Associations.of(data.dataset(), data.facts, 1), Property.FOLDER).text())
        .isEqualTo("Folder gives the class away: none is found in both classes.");
  }

  @Test
  void a_value_of_each_image_of_its_own_proves_nothing() {
    MadeUp data = new MadeUp(40, 1);
    for (int i = 0; i < 40; i++) {
      data.images.set(i, with(data.images.get(i), i, "one", i + "/x.png", "PA", "M", "50", "CC0"));
    }

    Association folder = of(Associations.of(data.dataset(), data.facts, 1), Property.FOLDER);
    assertThat(folder.separates()).isFalse();
    assertThat(folder.p()).isEqualTo(1);
  }

  @Test
  void many_images_of_few_patients_are_few_patients() {
    MadeUp data = new MadeUp(120, 1);
    plant(data, Property.FORMAT);
    assertThat(of(Associations.of(data.dataset(), data.facts, 1), Property.FORMAT).p())
        .isLessThan(0.001);
    for (int i = 0; i < 120; i++) {
      data.images.set(i, patient(data.images.get(i), "patient " + i % 4));
    }

    Association format = of(Associations.of(data.dataset(), data.facts, 1), Property.FORMAT);
    // Two patients of each class: the three ways of dealing four into pairs are all that chance
    // has.
    assertThat(format.p()).isBetween(0.30, 0.37);
    assertThat(format.separates()).isFalse();
  }

  @Test
  void what_is_the_same_everywhere_is_named_and_no_check() {
    MadeUp data = new MadeUp(40, 1);
    for (int i = 0; i < 40; i++) {
      data.facts.set(i, header(data.facts.get(i), ImageFormat.PNG, 800, 700, 1, 8, false));
    }
    List<Association> associations = Associations.of(data.dataset(), data.facts, 1);

    assertThat(of(associations, Property.FORMAT).text())
        .isEqualTo("File format is the same for all images: PNG.");
    assertThat(of(associations, Property.WIDTH).effect().value()).hasValue(0.5);
    assertThat(Associations.checks(associations))
        .extracting(check -> check.id())
        .doesNotContain("association.fileFormat", "association.exif")
        .doesNotContain("association.brightness");
  }

  private static List<String> raised(List<Association> associations) {
    return Alarms.of(Associations.checks(associations)).stream()
        .filter(Alarms.Alarm::raised)
        .map(alarm -> alarm.check().id())
        .toList();
  }

  private static Association of(List<Association> associations, Property property) {
    return associations.get(property.ordinal());
  }

  /** Makes a property tell the class, and changes nothing else. */
  private static void plant(MadeUp data, Property property) {
    for (int i = 0; i < data.images.size(); i++) {
      boolean positive = MadeUp.positive(i);
      LabeledImage image = data.images.get(i);
      ImageFacts facts = data.facts.get(i);
      data.images.set(i, planted(image, property, i, positive));
      data.facts.set(i, planted(facts, property, i, positive));
    }
  }

  private static LabeledImage planted(LabeledImage image, Property property, int i, boolean one) {
    String collection = image.path().toString().contains("/one/") ? "one" : "two";
    Optional<String> age =
        switch (property) {
          case AGE -> Optional.of(one ? 60 + i % 7 + "Y" : 30 + i % 7 + "");
          case AGE_GIVEN -> one ? Optional.empty() : Optional.of("" + i);
          default -> image.age();
        };
    return MadeUp.of(
        i,
        property == Property.SOURCE ? one ? "ours" : "theirs" : collection,
        property == Property.FOLDER ? (one ? "a/" : "b/") + i + ".png" : image.file(),
        property == Property.VIEW ? one ? Optional.of("PA") : Optional.empty() : image.view(),
        property == Property.SEX ? Optional.of(one ? "M" : "F") : image.sex(),
        age,
        property == Property.LICENCE ? Optional.of(one ? "CC0" : "CC-BY") : image.licence());
  }

  private static ImageFacts planted(ImageFacts facts, Property property, int i, boolean one) {
    int large = (one ? 2000 : 400) + i;
    return switch (property) {
      case FORMAT ->
          header(
              facts,
              one ? ImageFormat.TIFF : ImageFormat.WEBP,
              facts.width(),
              facts.height(),
              facts.channels(),
              facts.bitDepth(),
              facts.exif());
      case CHANNELS ->
          header(
              facts,
              facts.format(),
              facts.width(),
              facts.height(),
              one ? 3 : 1,
              facts.bitDepth(),
              facts.exif());
      case BIT_DEPTH ->
          header(
              facts,
              facts.format(),
              facts.width(),
              facts.height(),
              facts.channels(),
              one ? 16 : 8,
              facts.exif());
      case EXIF ->
          header(
              facts,
              facts.format(),
              facts.width(),
              facts.height(),
              facts.channels(),
              facts.bitDepth(),
              one);
      case WIDTH ->
          header(
              facts,
              facts.format(),
              large,
              facts.height(),
              facts.channels(),
              facts.bitDepth(),
              facts.exif());
      case HEIGHT ->
          header(
              facts,
              facts.format(),
              facts.width(),
              large,
              facts.channels(),
              facts.bitDepth(),
              facts.exif());
      case ASPECT_RATIO -> {
        // Wide or high, of all sizes alike.
        int side = 500 + i / 2 * 10;
        int longer = side * 21 / 20;
        yield header(
            facts,
            facts.format(),
            one ? longer : side,
            one ? side : longer,
            facts.channels(),
            facts.bitDepth(),
            facts.exif());
      }
      case BORDER_BRIGHTNESS -> bright(facts, facts.brightness(), one ? 0.8 : 0.1 + i * 1e-4);
      case BRIGHTNESS -> bright(facts, one ? 0.8 : 0.1 + i * 1e-4, facts.borderBrightness());
      default -> facts;
    };
  }

  private static ImageFacts header(
      ImageFacts facts,
      ImageFormat format,
      int width,
      int height,
      int channels,
      int depth,
      boolean exif) {
    return new ImageFacts(
        format,
        width,
        height,
        channels,
        depth,
        exif,
        facts.brightness(),
        facts.borderBrightness(),
        facts.histogram(),
        facts.frame(),
        facts.thumbnail(),
        facts.outsideCentre(),
        facts.outsideLungs());
  }

  private static ImageFacts bright(ImageFacts facts, double brightness, double border) {
    return new ImageFacts(
        facts.format(),
        facts.width(),
        facts.height(),
        facts.channels(),
        facts.bitDepth(),
        facts.exif(),
        brightness,
        border,
        facts.histogram(),
        facts.frame(),
        facts.thumbnail(),
        facts.outsideCentre(),
        facts.outsideLungs());
  }

  private static LabeledImage with(
      LabeledImage image,
      int i,
      String collection,
      String file,
      String view,
      String sex,
      String age,
      String licence) {
    assertThat(image.sha256()).isEqualTo("sha" + i);
    return MadeUp.of(
        i,
        collection,
        file,
        Optional.of(view),
        Optional.of(sex),
        Optional.of(age),
        Optional.of(licence));
  }

  private static LabeledImage patient(LabeledImage image, String patient) {
    return new LabeledImage(
        image.path(),
        image.source(),
        image.file(),
        image.label(),
        image.sha256(),
        Optional.of(patient),
        image.view(),
        image.sex(),
        image.age(),
        image.licence(),
        image.metadata());
  }
}
