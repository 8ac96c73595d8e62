package dev.xray.core.audit.facts;

import dev.xray.core.codec.ImageFormat;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.LabeledImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A made-up data set in which nothing has to do with the class: all is drawn at random. Faults are
 * planted by replacing an image or its facts.
 */
public final class MadeUp {
  /** Its classes. */
  public static final Classes CLASSES = new Classes("normal", "covid");

  private final Random random;
  public final List<LabeledImage> images = new ArrayList<>();
  public final List<ImageFacts> facts = new ArrayList<>();

  /** Images of both classes in turn, each of a patient of its own. */
  public MadeUp(int count, long seed) {
    random = new Random(seed);
    for (int i = 0; i < count; i++) {
      images.add(image(i));
      facts.add(facts());
    }
  }

  /** The images so far. */
  public Dataset dataset() {
    return new Dataset(CLASSES, images, List.of());
  }

  /** Whether an image is of the positive class. */
  public static boolean positive(int index) {
    return index % 2 == 1;
  }

  private LabeledImage image(int i) {
    String file = "images".repeat(random.nextInt(2)) + "/" + i + ".png";
    return of(
        i,
        random.nextBoolean() ? "one" : "two",
        file.startsWith("/") ? file.substring(1) : file,
        pick("PA", "AP"),
        pick("M", "F"),
        random.nextInt(5) == 0 ? Optional.empty() : Optional.of("" + (20 + random.nextInt(60))),
        pick("CC0", "CC-BY"));
  }

  private Optional<String> pick(String one, String other) {
    return switch (random.nextInt(5)) {
      case 0 -> Optional.empty();
      case 1, 2 -> Optional.of(one);
      default -> Optional.of(other);
    };
  }

  /** An image of a collection. */
  public static LabeledImage of(
      int index,
      String collection,
      String file,
      Optional<String> view,
      Optional<String> sex,
      Optional<String> age,
      Optional<String> licence) {
    String label = positive(index) ? "covid" : "normal";
    return new LabeledImage(
        Path.of("/data", collection, "images").resolve(file),
        "source of " + label,
        file,
        label,
        "sha" + index,
        Optional.of("patient " + index),
        view,
        sex,
        age,
        licence,
        Map.of());
  }

  private ImageFacts facts() {
    return new ImageFacts(
        random.nextBoolean() ? ImageFormat.JPEG : ImageFormat.PNG,
        500 + random.nextInt(500),
        500 + random.nextInt(500),
        random.nextBoolean() ? 1 : 3,
        random.nextBoolean() ? 8 : 16,
        random.nextBoolean(),
        random.nextDouble(),
        random.nextDouble(),
        noise(32),
        noise(184),
        noise(64),
        noise(80),
        Optional.of(noise(256)));
  }

  private float[] noise(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }
}
