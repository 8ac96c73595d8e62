package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import dev.xray.core.codec.DicomFiles;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetReader;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.model.XrayClassifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From DICOM files, with and without an ending, to a model and its predictions. */
class DicomPipelineTest {
  @TempDir Path folder;

  private final List<SourceSpec> sources = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  @BeforeEach
  void write_phantoms_as_dicom_and_as_png() throws Exception {
    Path phantoms = folder.resolve("phantoms");
    PhantomGenerator.generate(Phantoms.SMALL, new Seed(1), phantoms, done -> {});
    Dataset dataset = DatasetReader.read(Phantoms.spec(phantoms), new Seed(1), warnings::add);
    for (String label : List.of("normal", "covid")) {
      Path images = Files.createDirectories(folder.resolve(label));
      sources.add(new SourceSpec(label, Optional.empty(), images, Map.of(), label, false));
    }
    int number = 0;
    for (LabeledImage image : dataset.images()) {
      byte[] dicom =
          DicomFiles.of(
              ImageCodec.decodeGrey(image.path()),
              String.valueOf(image.patient().orElse("").hashCode()));
      String name = number++ % 2 == 0 ? "IM" + number : "IM" + number + ".dcm";
      Files.write(folder.resolve(image.label()).resolve(name), dicom);
    }
    Files.writeString(folder.resolve("normal/DICOMDIR.txt"), "no image");
  }

  @Test
  void a_model_is_trained_on_dicom_and_nothing_identifying_leaves() throws Exception {
    DatasetSpec spec = new DatasetSpec(new Classes("normal", "covid"), sources);
    Path work = folder.resolve("work");

    Trained trained = Phantoms.job(spec, work).train();
    trained.evaluate();

    String manifest = Files.readString(work.resolve("manifest.json"));
    assertThat(manifest).contains("\"patient\" : \"dicom/").contains("\"view\" : \"PA\"");
    assertThat(manifest).contains("\"modality\" : \"DX\"").contains("\"age\" : \"045Y\"");
    assertThat(files(work)).isNotEmpty();
    for (Path file : files(work)) {
      String content = Files.readString(file, StandardCharsets.ISO_8859_1);
      assertThat(content).as(file.toString()).doesNotContain(DicomFiles.SECRETS);
    }
    try (XrayClassifier classifier = XrayClassifier.load(trained.bundle())) {
      Path image = files(folder.resolve("covid")).get(0);
      double fromFile = classifier.classify(image).probability();
      byte[] png = ImageCodec.encodePng(ImageCodec.decodeGrey(image));
      assertThat(fromFile).isEqualTo(classifier.classify(png, "a.png").probability());
    }
  }

  @Test
  void inputs_find_dicom_without_an_ending() throws Exception {
    List<Path> found = InputFiles.find(List.of(folder.resolve("normal").toString()));

    assertThat(found)
        .isEqualTo(
            files(folder.resolve("normal")).stream()
                .filter(file -> !file.endsWith("DICOMDIR.txt"))
                .toList());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
