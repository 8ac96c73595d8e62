package dev.xray.core.audit.probe;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.image.Pixels;
import dev.xray.core.image.Preprocessing;
import dev.xray.core.image.Preprocessor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The images with which a model is probed.
 *
 * @param pixels as the network sees them, with their labels
 * @param originals what they were before
 * @param patients of each image, where known
 * @param preprocessing of the model
 */
public record ProbeImages(
    Pixels pixels,
    Originals originals,
    List<Optional<String>> patients,
    Preprocessing preprocessing) {
  /** Rim around the lungs, as a share of the shorter side: a mask's edge is never exact. */
  private static final double RIM = 0.03;

  /** Copies the list and checks that there is one patient each. */
  public ProbeImages {
    patients = List.copyOf(patients);
    if (patients.size() != pixels.size()) {
      throw new IllegalArgumentException(
          pixels.size() + " images, but " + patients.size() + " patients");
    }
  }

  int size() {
    return pixels.size();
  }

  boolean positive(int index) {
    return pixels.label(index) == 1;
  }

  int positives() {
    return (int) IntStream.range(0, size()).filter(this::positive).count();
  }

  /** Images without a mask of their lungs. */
  int withoutMask() {
    return (int) IntStream.range(0, size()).filter(i -> !originals.hasMask(i)).count();
  }

  /** Mean grey level of all images, rounded: 0 to 255. */
  static int meanLevel(Pixels pixels) {
    byte[] image = new byte[pixels.width() * pixels.height()];
    long sum = 0;
    for (int i = 0; i < pixels.size(); i++) {
      pixels.read(i, image);
      for (byte grey : image) {
        sum += grey & 0xFF;
      }
    }
    return pixels.size() == 0 ? 0 : (int) Math.round((double) sum / image.length / pixels.size());
  }

  /** The lungs of an image with a rim, fitted to the network's shape as the image itself was. */
  Region lungs(int index, GreyImage decoded) throws XrayException, IOException {
    GreyImage mask = originals.mask(index).orElseThrow();
    checkShape(mask, decoded, originals.name(index));
    Preprocessing fitting = preprocessing.ofMask(preprocessing.resampling());
    Region lungs = Region.mask(new Preprocessor(fitting).apply(mask));
    if (lungs.isEmpty()) {
      throw new SettingException(
          MaskFinder.SETTING,
          "has a mask of "
              + originals.name(index)
              + " without any lung in it: no pixel is white. Correct that mask, or take it away.");
    }
    int rim = (int) Math.round(RIM * Math.min(preprocessing.width(), preprocessing.height()));
    return lungs.dilated(rim);
  }

  private static void checkShape(GreyImage mask, GreyImage image, String name)
      throws SettingException {
    if (!mask.hasShapeOf(image)) {
      throw new SettingException(
          MaskFinder.SETTING,
          "has a mask of "
              + mask.width()
              + " x "
              + mask.height()
              + " pixels for "
              + name
              + ", which has "
              + image.width()
              + " x "
              + image.height()
              + ": it must have the image's shape. Make it of the whole image.");
    }
  }
}
