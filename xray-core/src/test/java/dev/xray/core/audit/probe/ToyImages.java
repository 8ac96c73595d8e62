package dev.xray.core.audit.probe;

import dev.xray.core.Seed;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.image.Pixels;
import dev.xray.core.image.Preprocessing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Small noisy pictures whose disease is a brighter middle, and whose shortcut, where it is planted,
 * is a brighter upper left corner.
 */
final class ToyImages {
  static final int SIDE = 24;
  private static final int NOISE = 40;

  private ToyImages() {}

  /** Half of them positive, in turns; each patient has two images of one class. */
  static ProbeImages of(int images, boolean planted, boolean masks) {
    return of(images, planted, masks, 7);
  }

  /** The same with other noise. */
  static ProbeImages of(int images, boolean planted, boolean masks, long seed) {
    RandomGenerator random = new Seed(seed).random("toys");
    List<GreyImage> pictures = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    List<Optional<String>> patients = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      boolean positive = i % 2 == 1;
      pictures.add(picture(random, positive, positive && planted));
      labels.add(positive ? 1 : 0);
      patients.add(Optional.of("p" + (i / 4) + positive));
    }
    return new ProbeImages(
        InMemoryPixels.of(SIDE, SIDE, pictures, labels),
        new Memory(pictures, masks),
        patients,
        preprocessing());
  }

  static Preprocessing preprocessing() {
    return new Preprocessing(
        Preprocessing.Equalization.NONE,
        Preprocessing.Fit.STRETCH,
        Preprocessing.Resampling.BILINEAR,
        SIDE,
        SIDE);
  }

  /** Sees the disease, and nothing else. */
  static float[] disease(Pixels pixels) {
    return means(pixels, 8, 16);
  }

  /** Sees the shortcut, and nothing else. */
  static float[] corner(Pixels pixels) {
    return means(pixels, 0, 3);
  }

  /** Sees the disease, and takes the shortcut for its absence, though it weighs it little. */
  static float[] diseaseWithoutCorner(Pixels pixels) {
    float[] disease = disease(pixels);
    float[] corner = corner(pixels);
    for (int i = 0; i < disease.length; i++) {
      disease[i] -= 0.2f * corner[i];
    }
    return disease;
  }

  private static GreyImage picture(RandomGenerator random, boolean disease, boolean shortcut) {
    byte[] pixels = new byte[SIDE * SIDE];
    int base = random.nextInt(30);
    for (int i = 0; i < pixels.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE;
      boolean bright = disease && within(x, 8, 16) && within(y, 8, 16);
      boolean marked = shortcut && x < 3 && y < 3;
      pixels[i] = (byte) (80 + base + random.nextInt(NOISE) + (bright || marked ? 60 : 0));
    }
    return new GreyImage(SIDE, SIDE, pixels);
  }

  private static boolean within(int value, int low, int high) {
    return value >= low && value < high;
  }

  /** Mean grey level of a square on the diagonal, as a probability. */
  private static float[] means(Pixels pixels, int from, int to) {
    float[] means = new float[pixels.size()];
    byte[] image = new byte[SIDE * SIDE];
    for (int i = 0; i < means.length; i++) {
      pixels.read(i, image);
      float sum = 0;
      for (int y = from; y < to; y++) {
        for (int x = from; x < to; x++) {
          sum += image[y * SIDE + x] & 0xFF;
        }
      }
      means[i] = sum / (to - from) / (to - from) / 255;
    }
    return means;
  }

  /** Originals that are the very pictures; their lungs are the middle. */
  private record Memory(List<GreyImage> pictures, boolean masks) implements Originals {
    @Override
    public GreyImage decoded(int index) {
      return pictures.get(index);
    }

    @Override
    public Optional<GreyImage> mask(int index) {
      return masks
          ? Optional.of(
              Region.centre(SIDE, SIDE).fill(new GreyImage(SIDE, SIDE, new byte[SIDE * SIDE]), 255))
          : Optional.empty();
    }

    @Override
    public String name(int index) {
      return "toy " + index;
    }

    @Override
    public boolean hasMask(int index) {
      return masks;
    }
  }
}
