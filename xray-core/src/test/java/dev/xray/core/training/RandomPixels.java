package dev.xray.core.training;

import dev.xray.core.Seed;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.image.InMemoryPixels;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small images of noise; those of the positive class are brighter in the upper half. */
public final class RandomPixels {
  private RandomPixels() {}

  /** As many images as asked for, classes in turn. */
  public static InMemoryPixels of(int images, int side, long seed) {
    RandomGenerator random = new Seed(seed).random("pixels");
    List<GreyImage> pixels = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      int label = i % 2;
      byte[] image = new byte[side * side];
      for (int j = 0; j < image.length; j++) {
        int bright = label == 1 && j < image.length / 2 ? 80 : 0;
        image[j] = (byte) (random.nextInt(150) + bright);
      }
      pixels.add(new GreyImage(side, side, image));
      labels.add(label);
    }
    return InMemoryPixels.of(side, side, pixels, labels);
  }
}
