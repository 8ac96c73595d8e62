package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.codec.DicomFiles;
import dev.xray.core.codec.GreyImage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetReaderTest {
  private static final Classes CLASSES = new Classes("normal", "covid");

  @TempDir Path folder;

  private final List<String> warnings = new ArrayList<>();
  private Path images;
  private Path normal;

  @BeforeEach
  void make_two_folders_of_images() throws IOException {
    images = Files.createDirectory(folder.resolve("images"));
    normal = Files.createDirectory(folder.resolve("normal"));
    for (String name : List.of("a.jpg", "b.jpg", "c.png", "d.png")) {
      Files.writeString(images.resolve(name), "covid " + name);
      Files.writeString(normal.resolve(name), "normal " + name);
    }
  }

  @Test
  void the_licence_of_a_source_is_that_of_images_for_which_no_table_gives_one() throws Exception {
    Path table = folder.resolve("metadata.csv");
    Files.writeString(table, "filename,license\na.jpg,CC0\nb.jpg,\n");
    List<SourceSpec> sources =
        List.of(
            licensed("covid", Optional.of(table), images, Optional.of("CC BY 4.0")),
            licensed("normal", Optional.empty(), normal, Optional.empty()));

    Dataset dataset =
        DatasetReader.read(
            new DatasetSpec(new Classes("normal", "covid"), sources), new Seed(1), warnings::add);

    assertThat(dataset.images().stream().map(LabeledImage::licence).toList())
        .startsWith(Optional.of("CC0"), Optional.of("CC BY 4.0"), Optional.empty());
  }

  @Test
  void a_blank_licence_of_a_source_is_an_error() {
    DatasetSpec spec =
        new DatasetSpec(
            new Classes("normal", "covid"),
            List.of(licensed("covid", Optional.empty(), images, Optional.of(" "))));

    assertThatThrownBy(spec::validate)
        .hasMessageContaining("sources[0].licence")
        .hasMessageContaining("is blank: write a licence, such as CC BY 4.0, or leave it out.");
  }

  private static SourceSpec licensed(
      String label, Optional<Path> table, Path folder, Optional<String> licence) {
    return new SourceSpec(
        label,
        table,
        folder,
        Map.of(),
        label,
        false,
        Layout.PLAIN,
        Map.of(),
        Optional.empty(),
        licence);
  }

  // --- Tables as they are in the wild ---

  @Test
  void reads_a_table_with_its_patients_and_other_columns() throws Exception {
    Dataset dataset =
        read(
            "patientid,offset,sex,age,finding,view,filename, url,license,notes,\r\n"
                + "7,3,M,65,COVID-19,PA,a.jpg,http://a,CC BY,\"fever, cough\",credit\r\n"
                + "7,,,,COVID-19,PA,b.jpg ,,,,\r\n",
            Map.of());

    LabeledImage first = dataset.images().get(0);
    assertThat(first.file()).isEqualTo("a.jpg");
    assertThat(first.path()).isEqualTo(images.resolve("a.jpg"));
    assertThat(first.sha256()).isEqualTo(Hashes.sha256("covid a.jpg".getBytes()));
    assertThat(first.patient()).hasValue("covid/7");
    assertThat(first.view()).hasValue("PA");
    assertThat(first.sex()).hasValue("M");
    assertThat(first.age()).hasValue("65");
    assertThat(first.licence()).hasValue("CC BY");
    assertThat(first.metadata())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "offset", "3",
                "finding", "COVID-19",
                "url", "http://a",
                "notes", "fever, cough",
                "column 11", "credit"));
    LabeledImage second = dataset.images().get(1);
    assertThat(second.file()).isEqualTo("b.jpg");
    assertThat(second.sex()).isEmpty();
    assertThat(second.metadata()).containsOnlyKeys("finding");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFFfilename,finding\na.jpg,x\nb.jpg,x\n",
        "FileName,Finding\r\na.jpg,x\r\nb.jpg,x",
        " file_name , finding \na.jpg , x\n b.jpg,x\n",
        "finding;imagename\nx;a.jpg\nx;b.jpg\n",
        "finding\timage name\nx\ta.jpg\nx\tb.jpg\n",
        "\"filename\",\"finding\"\n\"a.jpg\",\"x\"\n\n,\n\"b.jpg\",\"x\"\n\n"
      })
  void reads_spellings_of_the_same_table(String table) throws Exception {
    Dataset dataset = read(table, Map.of("finding", "x"));

    assertThat(files(dataset, "covid")).containsExactly("a.jpg", "b.jpg");
    assertThat(dataset.counts().get(0).rows()).isEqualTo(2);
  }

  @Test
  void reads_text_that_is_not_ascii_in_utf8_and_windows_1252() throws Exception {
    for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"))) {
      Files.write(
          folder.resolve("metadata.csv"),
          "filename,location\na.jpg,Málaga 38.5°\nb.jpg,x\n".getBytes(charset));

      Dataset dataset = readTable(Map.of("location", "regex:.*"));

      assertThat(dataset.images().get(0).metadata()).containsEntry("location", "Málaga 38.5°");
    }
  }

  @Test
  void finds_names_with_decomposed_accents() throws Exception {
    Files.writeString(images.resolve("cafe\u0301.jpg"), "x");

    Dataset dataset = read("filename\ncaf\u00e9.jpg\na.jpg\n", Map.of());

    assertThat(files(dataset, "covid")).hasSize(2);
  }

  @Test
  void images_stand_in_the_order_of_their_names_whatever_the_rows_say() throws Exception {
    Dataset dataset = read("filename\nc.png\na.jpg\nb.jpg\n", Map.of());

    assertThat(files(dataset, "covid")).containsExactly("a.jpg", "b.jpg", "c.png");
    assertThat(files(dataset, "normal")).containsExactly("a.jpg", "b.jpg", "c.png", "d.png");
  }

  // --- Filters ---

  @ParameterizedTest
  @CsvSource({
    "COVID-19, 2",
    "covid-19, 2",
    "Viral/COVID-19, 1",
    "Pneumonia, 2",
    "exact:covid-19, 1",
    "exact:Pneumonia/Viral/COVID-19, 1",
    "regex:covid, 3",
    "regex:^covid, 2",
    "regex:ARDS$, 1",
    "'COVID-19, ARDS', 1"
  })
  void a_filter_matches_a_path_segment_the_whole_cell_or_an_expression(String value, int matched)
      throws Exception {
    String table =
        "filename,finding\n"
            + "a.jpg,COVID-19\n"
            + "b.jpg,Pneumonia/Viral/COVID-19\n"
            + "c.png,\"COVID-19, ARDS\"\n"
            + "d.png,Pneumonia/Bacterial\n";
    Files.writeString(folder.resolve("metadata.csv"), table);
    MetadataTable parsed = MetadataTable.parse(table.getBytes(StandardCharsets.UTF_8));

    assertThat(new RowFilter(0, folder, parsed).matching(Map.of("finding", value)))
        .hasSize(matched);
  }

  @Test
  void an_unmatched_filter_lists_the_values_that_exist_the_most_frequent_first() {
    assertSetting(
            () ->
                read(
                    "filename,finding\na.jpg,SARS\nb.jpg,COVID-19\nc.png,COVID-19\nd.png,\n",
                    Map.of("finding", "COVID")),
            "sources[0].where.finding")
        .hasMessageContaining("is 'COVID', but no row of")
        .hasMessageEndingWith("column finding has: COVID-19 (2), (blank) (1), SARS (1).");
  }

  @Test
  void a_list_of_values_is_bounded() {
    StringBuilder table = new StringBuilder("filename,finding\n");
    for (int i = 0; i < 500; i++) {
      table.append("a.jpg,").append("value ").append(i).append("x".repeat(200)).append('\n');
    }
    assertSetting(
            () -> read(table.toString(), Map.of("finding", "none")), "sources[0].where.finding")
        .hasMessageContaining("and 488 more")
        .satisfies(e -> assertThat(String.valueOf(e.getMessage()).length()).isLessThan(1500));
  }

  @Test
  void an_unknown_column_lists_the_columns_that_exist() {
    assertSetting(
            () -> read("filename,finding\na.jpg,x\n", Map.of("findings", "x")),
            "sources[0].where.findings")
        .hasMessageContaining("names no column of")
        .hasMessageEndingWith("it has: filename, finding.");
  }

  @Test
  void filters_that_match_only_apart_say_how_many_rows_each_matches() {
    assertSetting(
            () ->
                read(
                    "filename,finding,view\na.jpg,x,PA\nb.jpg,y,AP\nc.png,x,PA\n",
                    Map.of("finding", "x", "view", "AP")),
            "sources[0].where")
        .hasMessageContaining("(finding x: 2, view AP: 1)");
  }

  @Test
  void a_broken_expression_is_named() {
    assertSetting(
            () -> read("filename,finding\na.jpg,x\n", Map.of("finding", "regex:(")),
            "sources[0].where.finding")
        .hasMessageContaining("is no regular expression");
  }

  // --- Files that are not there, or twice there ---

  @Test
  void rows_without_an_image_are_listed_and_warned_of_once() throws Exception {
    Dataset dataset = read("filename\na.jpg\nmissing1.jpg\nb.jpg\n\nmissing2.jpg\n", Map.of());

    SourceCount count = dataset.counts().get(0);
    assertThat(count.matched()).isEqualTo(4);
    assertThat(count.missing()).containsExactly("missing1.jpg", "missing2.jpg");
    assertThat(count.taken()).isEqualTo(2);
    assertThat(warnings)
        .containsExactly(
            "covid: 2 of 4 matching rows have no image in "
                + images
                + " and are left out: missing1.jpg, missing2.jpg.");
  }

  @Test
  void a_row_that_names_no_file_is_listed_by_its_number() throws Exception {
    Dataset dataset = read("filename,finding\na.jpg,x\n,\n,x\nb.jpg,x\n", Map.of());

    assertThat(dataset.counts().get(0).missing()).containsExactly("(row 4 names no file)");
  }

  @Test
  void a_table_none_of_whose_images_is_there_is_an_error() {
    assertSetting(() -> read("filename\nx.jpg\ny.jpg\n", Map.of()), "sources[0].images")
        .hasMessageContaining("holds none of the 2 images that")
        .hasMessageContaining("such as x.jpg");
  }

  @Test
  void an_image_that_two_rows_name_is_taken_once() throws Exception {
    Dataset dataset = read("filename\na.jpg\nb.jpg\na.jpg\n./b.jpg\n", Map.of());

    assertThat(files(dataset, "covid")).containsExactly("a.jpg", "b.jpg");
    assertThat(dataset.counts().get(0).repeated()).isEqualTo(2);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void an_image_that_two_sources_of_a_class_name_is_taken_once() throws Exception {
    Dataset dataset =
        read(
            source("one", images, "covid", false),
            source("two", images, "covid", false),
            source("normal", normal, "normal", false));

    assertThat(dataset.count("covid")).isEqualTo(4);
    assertThat(dataset.counts().get(1).repeated()).isEqualTo(4);
    assertThat(dataset.counts().get(1).taken()).isZero();
  }

  @Test
  void an_image_of_both_classes_is_an_error() {
    assertSetting(
            () ->
                read(source("one", images, "covid", false), source("two", images, "normal", false)),
            "sources[1]")
        .hasMessageContaining("as normal, but sources[0] takes it as covid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../normal/a.jpg", "/etc/passwd", "x/../../normal/a.jpg"})
  void a_name_that_leads_out_of_the_folder_is_refused(String name) {
    assertSetting(() -> read("filename\na.jpg\n" + name + "\n", Map.of()), "sources[0].metadata")
        .hasMessageContaining("row 3 names a file outside of the image folder: " + name);
  }

  @Test
  void patients_of_one_table_are_the_same_in_all_its_sources() throws Exception {
    Path table = folder.resolve("metadata.csv");
    Files.writeString(
        table, "patientid,filename,finding\n1,a.jpg,x\n1,b.jpg,y\n2,c.png,x\n2,d.png,y\n");
    SourceSpec positives =
        new SourceSpec("p", Optional.of(table), images, Map.of("finding", "x"), "covid", false);
    SourceSpec negatives =
        new SourceSpec("n", Optional.of(table), images, Map.of("finding", "y"), "normal", false);

    Dataset dataset = read(positives, negatives);

    assertThat(dataset.images().stream().map(image -> image.patient().orElseThrow()))
        .containsExactly("p/1", "p/2", "p/1", "p/2");
  }

  // --- Balance ---

  @Test
  void a_balanced_source_gives_as_many_images_as_the_other_class_has() throws Exception {
    for (int i = 0; i < 50; i++) {
      Files.writeString(normal.resolve("more" + i + ".jpg"), "" + i);
    }
    Dataset one = balanced(new Seed(1));
    Dataset again = balanced(new Seed(1));
    Dataset other = balanced(new Seed(2));

    assertThat(one.count("normal")).isEqualTo(4);
    assertThat(one.counts().get(1).sampledAway()).isEqualTo(50);
    assertThat(one.images()).isEqualTo(again.images());
    assertThat(files(one, "normal")).isSorted().isNotEqualTo(files(other, "normal"));
  }

  @Test
  void a_class_that_is_smaller_than_the_other_cannot_be_balanced() throws Exception {
    Files.delete(normal.resolve("a.jpg"));

    Dataset dataset = balanced(new Seed(1));

    assertThat(dataset.count("normal")).isEqualTo(3);
    assertThat(warnings).containsExactly("class normal has 3 images, the other 4: not balanced.");
  }

  // --- Settings that cannot be used: each its own error ---

  @Test
  void a_folder_that_does_not_exist() {
    assertSetting(
            () -> read(covid(), source("normal", folder.resolve("nowhere"), "normal", false)),
            "sources[1].images")
        .hasMessageEndingWith("nowhere, but there is no such folder.");
  }

  @Test
  void a_file_instead_of_a_folder() {
    assertSetting(
            () -> read(covid(), source("normal", normal.resolve("a.jpg"), "normal", false)),
            "sources[1].images")
        .hasMessageContaining("that is a file");
  }

  @Test
  void a_table_that_does_not_exist() {
    assertSetting(() -> readTable(Map.of()), "sources[0].metadata")
        .hasMessageEndingWith("metadata.csv, but there is no such file.");
  }

  @Test
  void a_folder_instead_of_a_table() throws Exception {
    Files.createDirectory(folder.resolve("metadata.csv"));

    assertSetting(() -> readTable(Map.of()), "sources[0].metadata")
        .hasMessageContaining("that is a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "filename,finding\n", "\n\n"})
  void a_table_without_rows(String table) {
    assertSetting(() -> read(table, Map.of()), "sources[0].metadata")
        .hasMessageEndingWith("which has no rows.");
  }

  @Test
  void a_table_that_names_no_files() {
    assertSetting(() -> read("patientid,finding\n1,x\n", Map.of()), "sources[0].metadata")
        .hasMessageContaining("has no column filename or imagename; it has: patientid, finding.");
  }

  @Test
  void an_empty_folder() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertSetting(
            () -> read(covid(), source("normal", empty, "normal", false)), "sources[1].images")
        .hasMessageContaining("holds no image files")
        .hasMessageEndingWith("it is empty.");
  }

  @Test
  void a_folder_with_nothing_but_folders() {
    assertSetting(
            () -> read(covid(), source("normal", folder, "normal", false)), "sources[1].images")
        .hasMessageEndingWith("but folders: images, normal. Name one of them.");
  }

  @Test
  void a_class_with_one_image() throws Exception {
    Path single = Files.createDirectory(folder.resolve("single"));
    Files.writeString(single.resolve("a.jpg"), "x");

    assertSetting(() -> read(covid(), source("normal", single, "normal", false)), "sources[1]")
        .hasMessageContaining("gives only one image of class normal");
  }

  @Test
  void a_class_without_a_source() {
    assertSetting(() -> read(covid()), "sources")
        .hasMessageContaining("give no images of class normal");
  }

  @Test
  void a_label_that_is_no_class() {
    assertSetting(
            () -> read(covid(), source("normal", normal, "Normal", false)), "sources[1].label")
        .hasMessageEndingWith("is 'Normal', but must be one of the classes: normal, covid.");
  }

  @Test
  void two_sources_of_one_name() {
    assertSetting(() -> read(covid(), source("covid", normal, "normal", false)), "sources[1].name");
  }

  @Test
  void dicom_is_found_without_an_ending_and_a_broken_one_is_left_to_the_decoder() throws Exception {
    byte[] whole = DicomFiles.of(new GreyImage(2, 1, new byte[] {0, 1}), "P1");
    Files.write(normal.resolve("IM0001"), whole);
    Files.write(normal.resolve("IM0002"), Arrays.copyOf(whole, 140));

    Dataset dataset = read(covid(), source("normal", normal, "normal", false));

    LabeledImage image = dataset.images().get(4);
    assertThat(image.file()).isEqualTo("IM0001");
    assertThat(image.patient()).hasValue("dicom/P1");
    assertThat(image.view()).hasValue("PA");
    assertThat(image.sex()).hasValue("F");
    assertThat(image.age()).hasValue("045Y");
    assertThat(image.metadata()).containsExactlyEntriesOf(Map.of("modality", "DX"));
    assertThat(dataset.images().get(5).patient()).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void a_table_goes_before_a_dicom_header() throws Exception {
    Files.write(
        images.resolve("x.dcm"), DicomFiles.of(new GreyImage(2, 1, new byte[] {0, 1}), "P1"));

    Dataset dataset = read("filename,patientid\nx.dcm,7\na.jpg,8\n", Map.of());

    assertThat(dataset.images().get(1).patient()).hasValue("covid/7");
    assertThat(dataset.images().get(1).view()).isEmpty();
    assertThat(dataset.images().get(1).metadata()).isEmpty();
  }

  @Test
  void other_files_are_passed_over_with_a_warning_and_hidden_ones_without() throws Exception {
    Files.writeString(normal.resolve("notes.txt"), "x");
    Files.writeString(normal.resolve(".DS_Store"), "x");

    Dataset dataset = read(covid(), source("normal", normal, "normal", false));

    assertThat(dataset.count("normal")).isEqualTo(4);
    assertThat(warnings)
        .containsExactly(
            "normal: 1 file in " + normal + " passed over, by the ending not an image: notes.txt.");
  }

  private interface Reading {
    void run() throws Exception;
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertSetting(
      Reading reading, String setting) {
    return assertThatThrownBy(reading::run)
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo(setting));
  }

  private Dataset read(String table, Map<String, String> where) throws Exception {
    Files.writeString(folder.resolve("metadata.csv"), table);
    return readTable(where);
  }

  private Dataset readTable(Map<String, String> where) throws Exception {
    return read(
        new SourceSpec(
            "covid", Optional.of(folder.resolve("metadata.csv")), images, where, "covid", false),
        source("normal", normal, "normal", false));
  }

  private Dataset read(SourceSpec... sources) throws Exception {
    return DatasetReader.read(
        new DatasetSpec(CLASSES, List.of(sources)), new Seed(1), warnings::add);
  }

  private Dataset balanced(Seed seed) throws Exception {
    return DatasetReader.read(
        new DatasetSpec(CLASSES, List.of(covid(), source("normal", normal, "normal", true))),
        seed,
        warnings::add);
  }

  private SourceSpec covid() {
    return source("covid", images, "covid", false);
  }

  private static SourceSpec source(String name, Path images, String label, boolean balance) {
    return new SourceSpec(name, Optional.empty(), images, Map.of(), label, balance);
  }

  private static List<String> files(Dataset dataset, String label) {
    return dataset.images().stream()
        .filter(image -> image.label().equals(label))
        .map(LabeledImage::file)
        .toList();
  }
}
