package dev.xray.core.report;

import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.audit.probe.Originals;
import dev.xray.core.audit.probe.ProbeImages;
import dev.xray.core.audit.probe.ProbeReport;
import dev.xray.core.audit.probe.ProbeSettings;
import dev.xray.core.audit.probe.Prober;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.image.InMemoryPixels;
import dev.xray.core.image.Pixels;
import dev.xray.core.image.Preprocessing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/** Probed models that go by the brightness of the picture. */
final class ProbeExamples {
  private static final int SIDE = 12;

  private ProbeExamples() {}

  /** Of a model that goes by the brightness of the whole picture. */
  static ProbeReport report() {
    return report(pixels -> brightness(pixels, 1));
  }

  /** Of one that goes by a bright middle and a dark border, though both are as bright. */
  static ProbeReport reversed() {
    return report(pixels -> brightness(pixels, -1));
  }

  private static ProbeReport report(Prober.Model model) {
    RandomGenerator random = new Seed(5).random("probe examples");
    List<GreyImage> pictures = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    List<Optional<String>> patients = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      byte[] pixels = new byte[SIDE * SIDE];
      int base = 60 + random.nextInt(80) + 40 * (i % 2);
      for (int k = 0; k < pixels.length; k++) {
        pixels[k] = (byte) (base + random.nextInt(30));
      }
      pictures.add(new GreyImage(SIDE, SIDE, pixels));
      labels.add(i % 2);
      patients.add(Optional.of("secret patient " + i));
    }
    Preprocessing preprocessing =
        new Preprocessing(
            Preprocessing.Equalization.NONE,
            Preprocessing.Fit.STRETCH,
            Preprocessing.Resampling.BILINEAR,
            SIDE,
            SIDE);
    try {
      return Prober.run(
          new ProbeImages(
              InMemoryPixels.of(SIDE, SIDE, pictures, labels),
              new WithoutMasks(pictures),
              patients,
              preprocessing),
          model,
          new ProbeSettings(
              0.5, new Seed(1), new EvaluationSettings(0.95, 200, 1, OptionalDouble.empty()), 1),
          done -> {});
    } catch (XrayException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sum of a picture's pixels over the largest possible, those of the border with a factor. */
  private static float[] brightness(Pixels pixels, int border) {
    float[] means = new float[pixels.size()];
    byte[] image = new byte[SIDE * SIDE];
    for (int i = 0; i < means.length; i++) {
      pixels.read(i, image);
      for (int k = 0; k < image.length; k++) {
        means[i] += factor(k, border) * (image[k] & 0xFF) / 255f / image.length;
      }
    }
    return means;
  }

  private static int factor(int pixel, int border) {
    int x = pixel % SIDE;
    int y = pixel / SIDE;
    return Math.min(Math.min(x, y), SIDE - 1 - Math.max(x, y)) == 0 ? border : 1;
  }

  private record WithoutMasks(List<GreyImage> pictures) implements Originals {
    @Override
    public GreyImage decoded(int index) {
      return pictures.get(index);
    }

    @Override
    public Optional<GreyImage> mask(int index) {
      return Optional.empty();
    }

    @Override
    public String name(int index) {
      return "secret-" + index + ".png";
    }

    @Override
    public boolean hasMask(int index) {
      return false;
    }
  }
}
