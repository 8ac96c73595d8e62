package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.RealRadiographs;
import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections as they are published: their layouts, on made-up files and on the real tables. */
class LayoutTest {
  private static final Classes CLASSES = new Classes("normal", "covid");

  @TempDir Path folder;

  private final List<String> warnings = new ArrayList<>();

  // --- COVID-19 image data collection ---

  @Test
  void both_generations_of_covid_chestxray_give_the_same_images() throws Exception {
    touch("images/a.jpg", "images/b.jpg", "images/c.jpg", "images/d.jpg", "images/e.jpg");
    String first =
        "patientid,finding,view,filename, url,license\n"
            + "1,COVID-19,PA,a.jpg,u,CC BY\n1,COVID-19,PA,b.jpg,u,\n2,No Finding,PA,c.jpg,u,\n"
            + "3,No Finding,AP,d.jpg,u,\n4,SARS,PA,e.jpg,u,\n";
    String second =
        "patientid,finding,RT_PCR_positive,view,filename,url,license\n"
            + "1,Pneumonia/Viral/COVID-19,Y,PA,a.jpg,u,CC BY\n"
            + "1,Pneumonia/Viral/COVID-19,Y,PA,b.jpg,u,\n2,No Finding,,PA,c.jpg,u,\n"
            + "3,No Finding,,AP,d.jpg,u,\n4,Pneumonia/Viral/SARS,,PA,e.jpg,u,\n";
    List<List<String>> taken = new ArrayList<>();
    for (String table : List.of(first, second)) {
      write("metadata.csv", table);
      Dataset dataset =
          read(
              source(
                  Layout.Named.COVID_CHESTXRAY,
                  Map.of(),
                  Map.of("covid", "COVID-19", "normal", "No Finding")));
      taken.add(
          dataset.images().stream()
              .map(i -> i.label() + " " + i.file() + " " + i.patient().orElseThrow())
              .toList());
    }

    assertThat(taken.get(0))
        .isEqualTo(taken.get(1))
        .containsExactly(
            "normal c.jpg xray/2",
            "normal d.jpg xray/3",
            "covid a.jpg xray/1",
            "covid b.jpg xray/1");
    assertThat(warnings)
        .containsExactly(
            "xray: 1 of 5 rows are of neither class and left out; column finding has: SARS (1)."
                + " Name them in labels, under a class or under drop.",
            "xray: 1 of 5 rows are of neither class and left out; column finding has:"
                + " Pneumonia/Viral/SARS (1). Name them in labels, under a class or under drop.");
  }

  @Test
  void the_real_collection_gives_a_class_and_lists_what_is_left() throws Exception {
    Path real = RealRadiographs.folder().resolve("covid-chestxray-dataset");
    Map<String, String> labels =
        Map.of("covid", "COVID-19", "drop", "Streptococcus | COVID-19, ARDS");

    Dataset dataset =
        DatasetReader.readExternal(
            "x",
            new DatasetSpec(
                CLASSES, List.of(source(real, Layout.Named.COVID_CHESTXRAY, Map.of(), labels))),
            List.of(),
            FileDigests.forgetful(),
            warnings::add);

    assertThat(dataset.count("covid")).isEqualTo(118);
    assertThat(dataset.counts()).hasSize(1);
    assertThat(warnings.get(0))
        .startsWith("xray: 41 of 279 rows are of neither class and left out")
        .contains("column finding has: Pneumocystis (15), SARS (11), ARDS (4), E.Coli (4)");
  }

  // --- Class folders ---

  @ParameterizedTest
  @ValueSource(strings = {"", "chest_xray/", "chest_xray/chest_xray/"})
  void class_folders_are_found_at_either_nesting(String inside) throws Exception {
    chestXray(inside);

    Dataset dataset = read(chestXray());

    assertThat(dataset.count("normal")).isEqualTo(4);
    assertThat(dataset.count("covid")).isEqualTo(5);
    assertThat(dataset.images().get(0).file()).isEqualTo(inside + "test/NORMAL/IM-0001-0001.jpeg");
    assertThat(dataset.images())
        .extracting(image -> image.patient().orElse("none"))
        .containsExactly(
            "xray/IM-0001",
            "xray/NORMAL2-IM-0173",
            "xray/IM-0115",
            "xray/IM-0115",
            "xray/person7",
            "xray/person1",
            "xray/person1",
            "xray/person2",
            "none");
    assertThat(warnings).isEmpty();
  }

  @Test
  void a_copy_of_the_collection_inside_of_it_is_not_taken_again() throws Exception {
    chestXray("");
    chestXray("chest_xray/");
    touch("__MACOSX/train/NORMAL/._a.jpeg");

    assertThat(read(chestXray()).images()).hasSize(9);
  }

  @Test
  void the_folders_division_can_be_the_split() throws Exception {
    chestXray("");
    Dataset dataset = read(chestXray());
    SplitSettings settings = new SplitSettings(0.25, 0, true, List.of("xray/test"));

    Split split = Splitter.split(dataset.images(), CLASSES, settings, new Seed(1));

    for (int i = 0; i < dataset.images().size(); i++) {
      boolean test = dataset.images().get(i).file().startsWith("test/");
      assertThat(split.parts().get(i)).isEqualTo(test ? Part.TEST : Part.TRAINING);
    }
    assertThatThrownBy(
            () ->
                Splitter.split(
                    dataset.images(),
                    CLASSES,
                    new SplitSettings(0.25, 0, true, List.of("xray/tests")),
                    new Seed(1)))
        .hasMessageContaining("there are xray, xray/test, xray/train.");
  }

  @Test
  void a_third_folder_is_listed_with_its_count() throws Exception {
    chestXray("");
    touch("train/VIRUS/a.jpeg", "train/VIRUS/b.jpeg");

    read(chestXray());

    assertThat(warnings)
        .containsExactly(
            "xray: 2 of 11 rows are of neither class and left out; column finding has: VIRUS (2)."
                + " Name them in labels, under a class or under drop.");
  }

  @Test
  void a_folder_without_class_folders_says_what_is_there() throws Exception {
    touch("a/b.txt", "c/d.txt");

    assertSetting(() -> read(chestXray()), "sources[0].images")
        .hasMessageContaining("there is: a, c.");
  }

  @Test
  void the_real_chest_xray_tells_patients() throws Exception {
    Path real = RealRadiographs.folder().resolve("chest_xray");

    DatasetSpec spec =
        new DatasetSpec(
            CLASSES,
            List.of(source(real, Layout.Named.CHEST_XRAY, Map.of(), Map.of("normal", "NORMAL"))));
    Dataset dataset =
        DatasetReader.readExternal("x", spec, List.of(), FileDigests.forgetful(), warnings::add);

    assertThat(dataset.images()).hasSize(110);
    assertThat(dataset.images()).allSatisfy(i -> assertThat(i.patient()).isPresent());
    assertThat(dataset.images())
        .allSatisfy(i -> assertThat(i.patient().get()).matches("x/xray/(NORMAL2-)?IM-\\d{4}"));
  }

  // --- Figure 1 and Actualmed ---

  @Test
  void figure1_names_files_by_patient_with_any_ending() throws Exception {
    touch("images/COVID-00001.jpg", "images/COVID-00003a.png", "images/COVID-00003b.jpeg");
    touch("images/COVID-00004.jpg", "images/COVID-00005.jpg", "images/COVID-00005.txt");
    write(
        "metadata.csv",
        "patientid,finding,view\nCOVID-00001,COVID-19,AP erect\nCOVID-00003a,COVID-19,\n"
            + "COVID-00003b,COVID-19,\nCOVID-00004,No finding,PA\nCOVID-00005,No finding,PA\n"
            + "COVID-00006,COVID-19,PA\n");

    Dataset dataset =
        read(
            source(
                Layout.Named.FIGURE1,
                Map.of(),
                Map.of("covid", "COVID-19", "normal", "No finding")));

    assertThat(dataset.images())
        .extracting(LabeledImage::file)
        .containsExactly(
            "COVID-00004.jpg",
            "COVID-00005.jpg",
            "COVID-00001.jpg",
            "COVID-00003a.png",
            "COVID-00003b.jpeg");
    assertThat(dataset.images().get(3).patient()).hasValue("xray/COVID-00003");
    assertThat(dataset.images().get(4).patient()).hasValue("xray/COVID-00003");
    assertThat(warnings).singleElement().asString().contains("left out: COVID-00006.");
  }

  @Test
  void the_real_figure1_collection_is_read() throws Exception {
    Path real = RealRadiographs.folder().resolve("Figure1-COVID-chestxray-dataset");

    Dataset dataset =
        read(
            real,
            Layout.Named.FIGURE1,
            Map.of(),
            Map.of("covid", "COVID-19", "normal", "No finding", "drop", "Pneumonia"));

    assertThat(dataset.count("covid")).isEqualTo(35);
    assertThat(dataset.count("normal")).isEqualTo(3);
    assertThat(dataset.images())
        .allSatisfy(i -> assertThat(i.patient().get()).matches("xray/COVID-\\d{5}"));
    assertThat(warnings).singleElement().asString().contains("column finding has: (blank) (15).");
  }

  @Test
  void a_blank_finding_of_actualmed_is_inconclusive() throws Exception {
    Path real = RealRadiographs.folder().resolve("Actualmed-COVID-chestxray-dataset");
    Files.copy(real.resolve("metadata.csv"), folder.resolve("metadata.csv"));
    for (String line : Files.readAllLines(folder.resolve("metadata.csv"))) {
      for (String cell : line.split(",")) {
        if (cell.endsWith(".png")) {
          touch("images/" + cell);
        }
      }
    }

    Dataset dataset =
        read(
            source(
                Layout.Named.ACTUALMED,
                Map.of(),
                Map.of("covid", "COVID-19", "normal", "No finding")));

    assertThat(dataset.count("covid")).isEqualTo(58);
    assertThat(dataset.count("normal")).isEqualTo(127);
    assertThat(dataset.images().stream().map(i -> i.patient().get()).distinct().count())
        .isLessThan(dataset.images().size());
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("column finding has: inconclusive (53).");
  }

  // --- Any table ---

  @Test
  void columns_values_file_and_patient_of_any_table_can_be_told() throws Exception {
    touch("images/p1_1.png", "images/p1_2.png", "images/p2_1.png", "images/p3_1.png");
    write(
        "metadata.csv",
        "image id;diagnosis;projection;gender;case;view\n"
            + "p1_1;pos;AP erect;F;HOSP-p1-x;old\np1_2;pos;AP Supine;F;HOSP-p1-y;old\n"
            + "p2_1;neg;Lateral;M;HOSP-p2-x;old\np3_1;neg;PA;M;HOSP-p3-x;old\n");
    Layout layout =
        new Layout(
            Map.of("finding", "diagnosis", "view", "projection", "patient", "case"),
            Optional.of("{image id}.png"),
            Map.of("view", "AP = exact:ap erect | AP supine; L = Lateral"),
            Optional.of("HOSP-(p\\d+)"));

    Dataset dataset =
        read(
            source(
                folder,
                Optional.of("metadata.csv"),
                layout,
                Map.of("covid", "pos", "normal", "neg")));

    assertThat(dataset.images())
        .extracting(
            i -> i.file() + " " + i.view().get() + " " + i.sex().get() + " " + i.patient().get())
        .containsExactly(
            "p2_1.png L M xray/p2",
            "p3_1.png PA M xray/p3",
            "p1_1.png AP F xray/p1",
            "p1_2.png AP F xray/p1");
    assertThat(dataset.counts().get(1).where()).containsEntry("finding", "pos");
  }

  @ParameterizedTest
  @CsvSource({
    "person123_virus_4.jpeg, person123",
    "person1_bacteria_1.jpeg, person1",
    "IM-0117-0001.jpeg, IM-0117",
    "NORMAL2-IM-0173-0001-0002.jpeg, NORMAL2-IM-0173",
    "other.jpeg, none"
  })
  void a_file_name_tells_the_patient(String file, String patient) {
    assertThat(Layout.Named.CHEST_XRAY.layout().patientOf(Optional.empty(), file).orElse("none"))
        .isEqualTo(patient);
  }

  // --- Settings that cannot be used ---

  @Test
  void a_label_without_rows_lists_the_values() throws Exception {
    table("COVID-19", "Pneumonia");

    assertSetting(
            () -> read(labelled(Map.of("covid", "COVID-19", "normal", "healthy"))),
            "sources[0].labels.normal")
        .hasMessageEndingWith("column finding has: COVID-19 (1), Pneumonia (1).");
  }

  @Test
  void a_value_of_both_classes_is_an_error() throws Exception {
    table("Pneumonia/COVID-19", "Pneumonia");

    assertSetting(
            () -> read(labelled(Map.of("covid", "COVID-19", "normal", "Pneumonia"))),
            "sources[0].labels.normal")
        .hasMessageContaining("takes 'Pneumonia/COVID-19', but so does covid");
  }

  @Test
  void labels_need_a_column_and_classes() throws Exception {
    table("x", "y");
    assertSetting(
            () -> read(labelled(Map.of("covid", "x", "healthy", "y"))), "sources[0].labels.healthy")
        .hasMessageContaining("is no class: there are normal, covid, and drop");
    Layout unknown =
        new Layout(Map.of("finding", "diagnose"), Optional.empty(), Map.of(), Optional.empty());
    assertSetting(
            () -> read(source(folder, Optional.of("metadata.csv"), unknown, both())),
            "sources[0].columns.finding")
        .hasMessageEndingWith("it has: filename, finding.");
    write("metadata.csv", "filename,diagnosis\n0.jpg,x\n1.jpg,y\n");
    assertSetting(() -> read(labelled(both())), "sources[0].labels")
        .hasMessageContaining("names no column of");
  }

  @Test
  void layouts_are_named_and_checked() {
    assertThatThrownBy(() -> Layout.Named.of("sources[0].layout", "kaggle"))
        .hasMessageContaining("must be one of covid-chestxray, figure1, actualmed, chest-xray");
    Layout broken = new Layout(Map.of(), Optional.empty(), Map.of(), Optional.of("("));
    assertSetting(
        () -> read(source(folder, Optional.empty(), broken, both())), "sources[0].patient");
    Layout tableless =
        new Layout(Map.of("view", "v"), Optional.empty(), Map.of(), Optional.empty());
    assertSetting(
        () -> read(source(folder, Optional.empty(), tableless, both())), "sources[0].columns");
    Layout unknown =
        new Layout(Map.of("weight", "kg"), Optional.empty(), Map.of(), Optional.empty());
    assertSetting(
        () -> read(source(folder, Optional.of("metadata.csv"), unknown, both())),
        "sources[0].columns.weight");
  }

  @Test
  void a_map_of_values_without_a_sign_says_how_it_is_written() throws Exception {
    table("x", "y");
    Layout layout =
        new Layout(Map.of(), Optional.empty(), Map.of("finding", "x"), Optional.empty());

    assertSetting(
            () -> read(source(folder, Optional.of("metadata.csv"), layout, both())),
            "sources[0].values.finding")
        .hasMessageContaining("'new value = old value | other old value; ...'");
  }

  @Test
  void a_balanced_source_of_both_classes_gives_as_many_of_each() throws Exception {
    table("x", "x", "x", "x", "y", "y");
    SourceSpec plain = labelled(both());
    SourceSpec balanced =
        new SourceSpec(
            "xray", plain.metadata(), plain.images(), Map.of(), "", true, Layout.PLAIN, both());

    Dataset dataset = read(balanced);

    assertThat(dataset.count("covid")).isEqualTo(2);
    assertThat(dataset.count("normal")).isEqualTo(2);
    assertThat(warnings).isEmpty();
  }

  // --- Helpers ---

  private static Map<String, String> both() {
    return Map.of("covid", "x", "normal", "y");
  }

  private void table(String... findings) throws IOException {
    StringBuilder table = new StringBuilder("filename,finding\n");
    for (int i = 0; i < findings.length; i++) {
      touch("images/" + i + ".jpg");
      table.append(i).append(".jpg,").append(findings[i]).append('\n');
    }
    write("metadata.csv", table.toString());
  }

  private void chestXray(String inside) throws IOException {
    touch(inside + "train/NORMAL/IM-0115-0001.jpeg", inside + "train/NORMAL/IM-0115-0002.jpeg");
    touch(inside + "train/PNEUMONIA/person1_bacteria_1.jpeg");
    touch(inside + "train/PNEUMONIA/person1_virus_6.jpeg");
    touch(inside + "train/PNEUMONIA/person2_virus_1.jpeg", inside + "train/PNEUMONIA/unnamed.jpeg");
    touch(inside + "val/NORMAL/.DS_Store");
    touch(inside + "test/NORMAL/IM-0001-0001.jpeg", inside + "test/PNEUMONIA/person7_virus_1.jpeg");
    touch(inside + "test/NORMAL/NORMAL2-IM-0173-0001-0002.jpeg");
  }

  private SourceSpec chestXray() {
    return source(
        Layout.Named.CHEST_XRAY, Map.of(), Map.of("normal", "NORMAL", "covid", "PNEUMONIA"));
  }

  private SourceSpec labelled(Map<String, String> labels) {
    return source(folder, Optional.of("metadata.csv"), Layout.PLAIN, labels);
  }

  private SourceSpec source(
      Path root, Optional<String> table, Layout layout, Map<String, String> labels) {
    return new SourceSpec(
        "xray",
        table.map(root::resolve),
        Files.isDirectory(root.resolve("images")) ? root.resolve("images") : root,
        Map.of(),
        "",
        false,
        layout,
        labels);
  }

  private SourceSpec source(
      Layout.Named named, Map<String, String> where, Map<String, String> labels) {
    return source(folder, named, where, labels);
  }

  private static SourceSpec source(
      Path root, Layout.Named named, Map<String, String> where, Map<String, String> labels) {
    return new SourceSpec(
        "xray", named.metadata(root), named.images(root), where, "", false, named.layout(), labels);
  }

  private Dataset read(
      Path root, Layout.Named named, Map<String, String> where, Map<String, String> labels)
      throws Exception {
    return read(source(root, named, where, labels));
  }

  private Dataset read(SourceSpec source) throws Exception {
    return DatasetReader.read(
        new DatasetSpec(CLASSES, List.of(source)), new Seed(1), warnings::add);
  }

  private void touch(String... files) throws IOException {
    for (String file : files) {
      write(file, "content of " + file);
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static AbstractThrowableAssert<?, ?> assertSetting(
      ThrowingCallable call, String setting) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo(setting));
  }
}
