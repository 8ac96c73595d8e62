package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.report.EvaluationDocument;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;

/** A data set that trains in seconds. */
final class Phantoms {
  static final RuntimeSettings RUNTIME = new RuntimeSettings(Device.CPU, 2, true);
  static final PhantomSettings SMALL = PhantomSettings.defaults().withImages(40).withSize(64);
  static final Offset<Double> CLOSE = Offset.offset(1e-6);

  private Phantoms() {}

  static DatasetSpec spec(Path folder) {
    return new DatasetSpec(
        new Classes("normal", "covid"),
        List.of(source(folder, "No finding", "normal"), source(folder, "COVID-19", "covid")));
  }

  private static SourceSpec source(Path folder, String finding, String label) {
    return new SourceSpec(
        label,
        Optional.of(folder.resolve("metadata.csv")),
        folder.resolve("images"),
        Map.of("finding", finding),
        label,
        false);
  }

  /** A data set of which nothing can be learned: one image, eight times in each class. */
  static DatasetSpec copies(Path phantoms, Path folder) throws IOException {
    byte[] image;
    try (Stream<Path> images = Files.list(phantoms.resolve("images"))) {
      image = Files.readAllBytes(images.sorted().findFirst().orElseThrow());
    }
    List<SourceSpec> sources = new ArrayList<>();
    for (String label : List.of("normal", "covid")) {
      Path images = Files.createDirectories(folder.resolve(label));
      for (int i = 0; i < 8; i++) {
        Files.write(images.resolve(i + ".png"), image);
      }
      sources.add(new SourceSpec(label, Optional.empty(), images, Map.of(), label, false));
    }
    return new DatasetSpec(new Classes("normal", "covid"), sources);
  }

  static Xray job(DatasetSpec spec, Path folder) {
    return Xray.dataset(spec)
        .name("small")
        .workIn(folder)
        .runtime(RUNTIME)
        .set("preprocessing.width", 32)
        .set("preprocessing.height", 32)
        .set("network.filters", "4,4")
        .set("network.dense", "8")
        .set("training.epochs", 2);
  }

  /** {@code evaluation.json}, held to its published schema. */
  static EvaluationDocument document(Evaluated evaluated) throws Exception {
    Path file = evaluated.files().evaluation();
    try (InputStream in = EvaluationDocument.class.getResourceAsStream("evaluation.schema.json")) {
      JsonSchema schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
      assertThat(schema.validate(Files.readString(file), InputFormat.JSON)).isEmpty();
    }
    return EvaluationDocument.read(file);
  }

  /** SHA-256 of the file to predicted probability. */
  static Map<String, Double> probabilities(Path csv) throws IOException {
    Map<String, Double> probabilities = new HashMap<>();
    try (var rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .<Map<String, String>>readValues(csv.toFile())) {
      while (rows.hasNext()) {
        Map<String, String> row = rows.next();
        probabilities.put(row.get("sha256"), Double.valueOf(row.get("probability")));
      }
    }
    return probabilities;
  }
}
