package dev.xray.core.model;

import dev.xray.core.Disclaimer;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.network.InferenceGraph;
import dev.xray.core.network.Weights;
import dev.xray.core.runtime.RuntimeSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Image files that travel with a model, and what they gave where it was trained: with them any
 * machine can tell whether the model works there as it did. They are phantoms of xray's own, no
 * images of the data set.
 *
 * @param disclaimer {@link Disclaimer#TEXT}
 * @param inputs the files
 */
public record GoldenInputs(String disclaimer, List<GoldenInput> inputs) {
  /**
   * Files of this library's jar: phantoms 13-1, 4-1, 2-1 and 14-1 of 24 of 160 pixels with seed
   * 2020.
   */
  private static final List<String> FILES =
      List.of("grey.png", "grey.jpg", "colour.jpg", "grey16.png");

  /**
   * A file and what it gave.
   *
   * @param file name in the bundle
   * @param pixels name, in the bundle, of a PNG with what preprocessing made of it
   * @param probability of class 1, predicted alone
   */
  public record GoldenInput(String file, String pixels, double probability) {}

  /** Copies the list. */
  public GoldenInputs {
    inputs = List.copyOf(inputs);
  }

  /**
   * Runs the golden inputs through a model that is about to be written.
   *
   * @param settings with which it was trained
   * @return files for {@link ModelBundle#write}
   * @throws XrayException if the model or a native library cannot be used
   */
  public static SortedMap<String, byte[]> make(
      ModelDescription description, Weights weights, RuntimeSettings settings)
      throws XrayException, IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    List<GoldenInput> inputs = new ArrayList<>();
    try (XrayClassifier classifier =
        XrayClassifier.of(
            description,
            InferenceGraph.of(
                description.network(),
                description.width(),
                description.height(),
                weights,
                description.temperature()),
            settings)) {
      for (String name : FILES) {
        String file = BundleLayout.GOLDEN + name;
        String pixels = BundleLayout.GOLDEN + name.replace('.', '-') + "-pixels.png";
        byte[] bytes = resource(name);
        GreyImage seen = classifier.preprocess(bytes, name);
        files.put(file, bytes);
        files.put(pixels, ImageCodec.encodePng(seen));
        inputs.add(new GoldenInput(file, pixels, classifier.classify(seen).probability()));
      }
    }
    files.put(
        BundleLayout.GOLDEN_INPUTS,
        Json.text(new GoldenInputs(Disclaimer.TEXT, inputs)).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  /** The files that {@link #make} once made for a bundle, to be written again. */
  public static SortedMap<String, byte[]> of(ModelBundle bundle) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : bundle.files().entrySet()) {
      if (file.getKey().startsWith(BundleLayout.GOLDEN)) {
        files.put(file.getKey(), file.getValue());
      }
    }
    return files;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = GoldenInputs.class.getResourceAsStream("golden/" + name)) {
      if (in == null) {
        throw new IOException("xray-core's jar lacks golden/" + name);
      }
      return in.readAllBytes();
    }
  }
}
