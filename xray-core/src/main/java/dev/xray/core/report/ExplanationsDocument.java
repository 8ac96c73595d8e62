package dev.xray.core.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.xray.core.Disclaimer;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.explanation.HeatMap;
import dev.xray.core.explanation.HeatMap.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code explanations.json}, whose schema is the resource {@code explanations.schema.json} beside
 * this class. Names files: it stays where it was made.
 *
 * @param schema identifier of the schema
 * @param formatVersion {@value #VERSION}
 * @param disclaimer {@link Disclaimer#TEXT}
 * @param name of the model
 * @param classes the two classes
 * @param method how the maps were made
 * @param settings of the method
 * @param threshold above which a probability is positive
 * @param figures what the maps are worth
 * @param images one for each map
 * @param digests of model and data
 */
@JsonPropertyOrder({
  "$schema",
  "formatVersion",
  "disclaimer",
  "name",
  "classes",
  "method",
  "settings",
  "threshold",
  "figures",
  "images",
  "digests"
})
public record ExplanationsDocument(
    @JsonProperty("$schema") String schema,
    int formatVersion,
    String disclaimer,
    String name,
    Classes classes,
    String method,
    Map<String, String> settings,
    double threshold,
    ExplanationSection figures,
    List<ImageDocument> images,
    Map<String, String> digests) {
  /** Identifier of the schema. */
  public static final String SCHEMA = "urn:dev.xray:explanations:1";

  /** Version of the format. */
  public static final int VERSION = 1;

  /**
   * An image and its map.
   *
   * @param file its name
   * @param sha256 of the file's bytes
   * @param label its true class, where known
   * @param probability of the positive class
   * @param logit of the network, without calibration
   * @param overlay the picture, relative to this document
   * @param map statistics of the map
   */
  public record ImageDocument(
      String file,
      String sha256,
      Optional<String> label,
      double probability,
      double logit,
      String overlay,
      MapDocument map) {}

  /**
   * Statistics of a map.
   *
   * @param highest largest value, in units of the logit: speaks for the positive class
   * @param lowest smallest value: speaks for the negative class
   * @param sum of all values of the map's own places
   * @param peakX where it is highest, as a share of the image's width from the left
   * @param peakY where it is highest, as a share of the image's height from the top
   */
  public record MapDocument(double highest, double lowest, double sum, double peakX, double peakY) {
    static MapDocument of(ExplainedImage image) {
      HeatMap map = image.map();
      Point peak = map.peak();
      return new MapDocument(
          map.highest(),
          map.lowest(),
          map.sum(),
          share(peak.x(), image.placement().left(), image.placement().width()),
          share(peak.y(), image.placement().top(), image.placement().height()));
    }

    /** In the bars of a letterbox it is below 0 or above 1. */
    private static double share(double at, int first, int size) {
      return (at + 0.5 - first) / size;
    }
  }

  /**
   * The document for some images.
   *
   * @param overlays the pictures, relative to the document, in the order of the images
   */
  static ExplanationsDocument of(ExplanationData data, List<String> overlays) {
    List<ImageDocument> images = new ArrayList<>();
    for (int i = 0; i < overlays.size(); i++) {
      ExplainedImage image = data.images().get(i);
      images.add(
          new ImageDocument(
              image.file(),
              image.sha256(),
              image.label(),
              image.probability(),
              image.logit(),
              overlays.get(i),
              MapDocument.of(image)));
    }
    return new ExplanationsDocument(
        SCHEMA,
        VERSION,
        Disclaimer.TEXT,
        data.name(),
        data.classes(),
        data.method().key(),
        data.settings(),
        data.threshold(),
        ExplanationSection.of(data.figures(), data.classes().positive()),
        images,
        data.digests());
  }

  /**
   * Reads {@code explanations.json}.
   *
   * @throws XrayException if the file is not such a document
   * @throws IOException if it cannot be read
   */
  public static ExplanationsDocument read(Path file) throws IOException, XrayException {
    return Json.read(file, ExplanationsDocument.class);
  }
}
