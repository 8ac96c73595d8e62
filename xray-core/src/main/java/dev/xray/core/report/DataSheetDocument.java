package dev.xray.core.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.xray.core.Disclaimer;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.LicenceCount;
import dev.xray.core.report.EvaluationDocument.SourceDocument;
import java.util.List;
import java.util.Map;

/**
 * {@code dataset.json}, whose schema is the resource {@code dataset.schema.json} beside this class:
 * what a data set holds, in counts. It names no file and no patient.
 *
 * @param schema identifier of the schema
 * @param formatVersion {@value #VERSION}
 * @param disclaimer {@link Disclaimer#TEXT}
 * @param name of the model that is to be made from the data
 * @param classes the two classes
 * @param sets the data set, then the external sets
 * @param sources what each source of the data set gave
 * @param digests what to hexadecimal SHA-256
 * @param versions what to version
 */
@JsonPropertyOrder({
  "$schema",
  "formatVersion",
  "disclaimer",
  "name",
  "classes",
  "sets",
  "sources",
  "digests",
  "versions"
})
public record DataSheetDocument(
    @JsonProperty("$schema") String schema,
    int formatVersion,
    String disclaimer,
    String name,
    Classes classes,
    List<SetDocument> sets,
    List<SourceDocument> sources,
    Map<String, String> digests,
    Map<String, String> versions) {
  /** Identifier of the schema. */
  public static final String SCHEMA = "urn:dev.xray:dataset:1";

  /** Version of the format. */
  public static final int VERSION = 1;

  /** Name of the file. */
  public static final String FILE = "dataset.json";

  /**
   * A set of images; see {@link DataSheetSet}.
   *
   * @param name of the set
   * @param images of each class, by its name
   * @param patients different known patients
   * @param imagesWithoutPatient images whose patient is not known
   * @param licences how many images have which licence
   * @param breakdowns what is known of the images
   */
  public record SetDocument(
      String name,
      Map<String, Integer> images,
      int patients,
      int imagesWithoutPatient,
      List<LicenceCount> licences,
      List<Breakdown> breakdowns) {
    private static SetDocument of(DataSheetSet set) {
      return new SetDocument(
          set.name(),
          set.images(),
          set.patients(),
          set.imagesWithoutPatient(),
          set.licences(),
          set.breakdowns());
    }
  }

  static DataSheetDocument of(DataSheetData data) {
    return new DataSheetDocument(
        SCHEMA,
        VERSION,
        Disclaimer.TEXT,
        data.name(),
        data.classes(),
        data.sets().stream().map(SetDocument::of).toList(),
        data.sources().stream().map(SourceDocument::of).toList(),
        data.digests(),
        data.versions());
  }
}
