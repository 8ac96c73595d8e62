package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.codec.DicomFiles;
import dev.xray.core.codec.GreyImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose patient is whose: two hospitals have a patient of one id, in files and in tables. */
class PatientScopeTest {
  private static final Classes CLASSES = new Classes("normal", "covid");
  private static final Optional<String> NONE = Optional.empty();

  @TempDir Path folder;

  @BeforeEach
  void write_images_of_two_hospitals() throws IOException {
    for (String hospital : List.of("north", "south")) {
      Path images = Files.createDirectories(folder.resolve(hospital));
      for (String patient : List.of("1", "2")) {
        byte[] pixels = {(byte) hospital.charAt(0), (byte) patient.charAt(0)};
        Files.write(
            images.resolve(patient + ".dcm"), DicomFiles.of(new GreyImage(2, 1, pixels), patient));
      }
      Files.writeString(
          folder.resolve(hospital + ".csv"), "filename,patientid\n1.dcm,1\n2.dcm,2\n");
    }
  }

  @Test
  void without_scopes_one_id_in_dicom_headers_is_one_person() throws Exception {
    assertThat(patients(dicom("north", "normal", NONE), dicom("south", "covid", NONE)))
        .containsExactly("dicom/1", "dicom/2", "dicom/1", "dicom/2");
  }

  @Test
  void scopes_tell_hospitals_apart() throws Exception {
    assertThat(
            patients(
                dicom("north", "normal", Optional.of("North")),
                dicom("south", "covid", Optional.of("South"))))
        .containsExactly("North/1", "North/2", "South/1", "South/2");
    assertThat(
            patients(dicom("north", "normal", NONE), dicom("south", "covid", Optional.of("South"))))
        .containsExactly("dicom/1", "dicom/2", "South/1", "South/2");
  }

  @Test
  void a_scope_joins_patients_of_two_tables_and_of_headers() throws Exception {
    assertThat(patients(table("north", "normal", NONE), table("south", "covid", NONE)))
        .containsExactly("north/1", "north/2", "south/1", "south/2");
    assertThat(
            patients(
                table("north", "normal", Optional.of("city")),
                table("south", "covid", Optional.of("city"))))
        .containsExactly("city/1", "city/2", "city/1", "city/2");
    assertThat(
            patients(
                table("north", "normal", Optional.of("city")),
                dicom("south", "covid", Optional.of("city"))))
        .containsExactly("city/1", "city/2", "city/1", "city/2");
  }

  @Test
  void an_external_set_shares_the_patients_of_its_scope() throws Exception {
    DatasetSpec external =
        new DatasetSpec(CLASSES, List.of(table("south", "covid", Optional.of("city"))));

    Dataset dataset =
        DatasetReader.readExternal(
            "elsewhere", external, List.of(), FileDigests.forgetful(), warning -> {});

    assertThat(dataset.images())
        .extracting(image -> image.patient().orElse(""))
        .containsExactly("city/1", "city/2");
  }

  @Test
  void a_scope_stands_for_every_class_of_a_labelled_source() throws Exception {
    Files.writeString(
        folder.resolve("north.csv"), "filename,patientid,finding\n1.dcm,1,no\n2.dcm,2,yes\n");
    SourceSpec labelled =
        new SourceSpec(
            "north",
            Optional.of(folder.resolve("north.csv")),
            folder.resolve("north"),
            Map.of(),
            "",
            false,
            Layout.PLAIN,
            Map.of("normal", "no", "covid", "yes"),
            Optional.of("city"),
            Optional.empty());

    assertThat(patients(labelled, dicom("south", "covid", NONE), plain("normal")))
        .contains("city/1", "city/2");
  }

  @Test
  void one_table_cannot_have_two_scopes() {
    assertThatThrownBy(
            () ->
                patients(
                    table("north", "normal", Optional.of("a")),
                    new SourceSpec(
                        "again",
                        Optional.of(folder.resolve("south/../north.csv")),
                        folder.resolve("south"),
                        Map.of(),
                        "covid",
                        false)))
        .isInstanceOfSatisfying(
            SettingException.class,
            e -> assertThat(e.setting()).isEqualTo("sources[1].patientScope"))
        .hasMessageContaining("that of source north, which reads the same table");
  }

  @Test
  void a_blank_scope_is_refused() {
    assertThatThrownBy(
            () ->
                patients(dicom("north", "normal", Optional.of(" ")), dicom("south", "covid", NONE)))
        .isInstanceOfSatisfying(
            SettingException.class,
            e -> assertThat(e.setting()).isEqualTo("sources[0].patientScope"));
  }

  private List<String> patients(SourceSpec... sources) throws Exception {
    Dataset dataset =
        DatasetReader.read(new DatasetSpec(CLASSES, List.of(sources)), new Seed(1), warning -> {});
    return dataset.images().stream().map(image -> image.patient().orElse("")).toList();
  }

  private SourceSpec dicom(String hospital, String label, Optional<String> scope) {
    return source(hospital, Optional.empty(), label, scope);
  }

  private SourceSpec table(String hospital, String label, Optional<String> scope) {
    return source(hospital, Optional.of(folder.resolve(hospital + ".csv")), label, scope);
  }

  private SourceSpec source(
      String hospital, Optional<Path> table, String label, Optional<String> scope) {
    return new SourceSpec(
        hospital,
        table,
        folder.resolve(hospital),
        Map.of(),
        label,
        false,
        Layout.PLAIN,
        Map.of(),
        scope,
        Optional.empty());
  }

  /** Images without patients. */
  private SourceSpec plain(String label) throws IOException {
    Path images = Files.createDirectories(folder.resolve("plain"));
    Files.writeString(images.resolve("a.png"), "a");
    return new SourceSpec("plain", Optional.empty(), images, Map.of(), label, false);
  }
}
