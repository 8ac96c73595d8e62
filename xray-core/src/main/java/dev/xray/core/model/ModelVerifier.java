package dev.xray.core.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.runtime.RuntimeSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a model's golden inputs on the present machine and compares. */
public final class ModelVerifier {
  private ModelVerifier() {}

  /**
   * Verifies a model.
   *
   * @param bundle whose sums were verified when it was read
   * @param settings how to run it here
   * @return the differences of each golden input
   * @throws XrayException if it has no golden inputs, or one cannot be used
   */
  public static List<GoldenDifference> verify(ModelBundle bundle, RuntimeSettings settings)
      throws XrayException {
    List<GoldenDifference> differences = new ArrayList<>();
    try (XrayClassifier classifier = XrayClassifier.of(bundle, settings)) {
      for (GoldenInputs.GoldenInput input : inputs(bundle)) {
        GreyImage seen = classifier.preprocess(file(bundle, input.file()), input.file());
        GreyImage expected = ImageCodec.decodeGrey(file(bundle, input.pixels()), input.pixels());
        differences.add(
            new GoldenDifference(
                input.file(),
                largest(expected, seen, input.pixels()),
                input.probability(),
                classifier.classify(seen).probability()));
      }
    }
    return List.copyOf(differences);
  }

  private static List<GoldenInputs.GoldenInput> inputs(ModelBundle bundle) throws XrayException {
    byte[] json = file(bundle, BundleLayout.GOLDEN_INPUTS);
    try {
      return Json.MAPPER
          .readValue(new String(json, StandardCharsets.UTF_8), GoldenInputs.class)
          .inputs();
    } catch (JsonProcessingException e) {
      throw new XrayException(
          "The model has a "
              + BundleLayout.GOLDEN_INPUTS
              + " of another format: "
              + e.getOriginalMessage(),
          e);
    }
  }

  private static byte[] file(ModelBundle bundle, String name) throws XrayException {
    return Optional.ofNullable(bundle.files().get(name))
        .orElseThrow(
            () ->
                new XrayException(
                    "The model "
                        + bundle.description().name()
                        + " cannot be verified: it has no "
                        + name
                        + ". Train it again with this version of xray."));
  }

  private static int largest(GreyImage expected, GreyImage seen, String name) throws XrayException {
    if (expected.width() != seen.width() || expected.height() != seen.height()) {
      throw new XrayException(
          "The golden input "
              + name
              + " has "
              + expected.width()
              + " x "
              + expected.height()
              + " pixels, but preprocessing makes "
              + seen.width()
              + " x "
              + seen.height()
              + ".");
    }
    byte[] before = expected.pixels();
    byte[] now = seen.pixels();
    int largest = 0;
    for (int i = 0; i < before.length; i++) {
      largest = Math.max(largest, Math.abs((before[i] & 0xFF) - (now[i] & 0xFF)));
    }
    return largest;
  }
}
