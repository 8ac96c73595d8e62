package dev.xray.core.dataset.phantom;

import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import java.io.IOException;
import java.util.Arrays;

/** From line integrals to the bytes of an image file. */
final class Radiograph {
  private static final int CURVE_STEPS = 1000;

  private Radiograph() {}

  /**
   * Takes the picture.
   *
   * @param attenuation of the patient
   * @param nuisance of this image
   * @param marker whether the planted marker stands on it
   * @param noise the detector's stream
   * @return grey levels in [0, 1], 1 white
   */
  static float[] develop(Attenuation attenuation, Nuisance nuisance, boolean marker, Draw noise) {
    int width = attenuation.framing().width();
    int height = attenuation.framing().height();
    float[] picture = display(detect(attenuation, nuisance, noise), attenuation, nuisance);
    nuisance.collimation().apply(picture, width, height);
    nuisance.letters().apply(picture, width, height);
    if (marker) {
      plant(picture, width, height);
    }
    return picture;
  }

  /** Encodes a picture as its file. */
  static byte[] encode(float[] picture, Nuisance nuisance) throws IOException {
    int width = nuisance.framing().width();
    int height = nuisance.framing().height();
    if (nuisance.file() == Nuisance.FileKind.PNG_16) {
      short[] levels = new short[picture.length];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = (short) Math.round(clip(picture[i]) * 65535);
      }
      return ImageCodec.encodePng16(width, height, levels);
    }
    byte[] levels = new byte[picture.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.round(clip(picture[i]) * 255);
    }
    GreyImage image = new GreyImage(width, height, levels);
    return switch (nuisance.file()) {
      case JPEG -> ImageCodec.encodeJpeg(image, nuisance.quality());
      case COLOUR_JPEG -> ImageCodec.encodeColourJpeg(image, nuisance.quality());
      case COLOUR_PNG -> ImageCodec.encodeColourPng(image);
      default -> ImageCodec.encodePng(image);
    };
  }

  /**
   * Beer–Lambert: photons times e to the minus line integral, plus scatter, with Poisson noise (by
   * its normal approximation, as counts are in the hundreds), then the logarithm again.
   */
  private static float[] detect(Attenuation attenuation, Nuisance nuisance, Draw noise) {
    float[] sharp = attenuation.total();
    float[] signal = new float[sharp.length];
    for (int i = 0; i < sharp.length; i++) {
      double expected = nuisance.photons() * (StrictMath.exp(-sharp[i]) + nuisance.scatter());
      double counted = expected + Math.sqrt(expected) * noise.normal(0, 1);
      signal[i] = (float) -StrictMath.log(Math.max(1, counted) / nuisance.photons());
    }
    return blur(signal, attenuation.framing().width(), attenuation.framing().height());
  }

  /** The focal spot and the detector: binomial weights 1, 2, 1 in both directions. */
  private static float[] blur(float[] in, int width, int height) {
    float[] rows = new float[in.length];
    float[] out = new float[in.length];
    for (int i = 0; i < in.length; i++) {
      int x = i % width;
      float left = in[x > 0 ? i - 1 : i];
      float right = in[x < width - 1 ? i + 1 : i];
      rows[i] = 0.25f * left + 0.5f * in[i] + 0.25f * right;
    }
    for (int i = 0; i < in.length; i++) {
      int y = i / width;
      float above = rows[y > 0 ? i - width : i];
      float below = rows[y < height - 1 ? i + width : i];
      out[i] = 0.25f * above + 0.5f * rows[i] + 0.25f * below;
    }
    return out;
  }

  /**
   * The display's window and curve, set by the lungs of the picture without opacities: with them,
   * the whole picture would be darker on positives.
   */
  private static float[] display(float[] signal, Attenuation attenuation, Nuisance nuisance) {
    double lung = darkLung(attenuation);
    double low = lung - nuisance.dark();
    double high = lung + nuisance.bright();
    float[] curve = curve(nuisance.gamma());
    float[] picture = new float[signal.length];
    for (int i = 0; i < picture.length; i++) {
      double t = (signal[i] - low) / (high - low) * CURVE_STEPS;
      t = Math.max(0, Math.min(2 * CURVE_STEPS - 1, t));
      int step = (int) t;
      picture[i] = (float) (curve[step] + (t - step) * (curve[step + 1] - curve[step]));
    }
    return picture;
  }

  /** Grey levels from the low end of the window to twice its width. */
  private static float[] curve(double gamma) {
    float[] curve = new float[2 * CURVE_STEPS + 1];
    for (int i = 0; i < curve.length; i++) {
      // A film's shoulder: white is approached, not hit.
      double soft = 1 - StrictMath.exp(-1.9 * i / CURVE_STEPS);
      curve[i] = (float) StrictMath.pow(Math.min(1, soft / 0.9), gamma);
    }
    return curve;
  }

  /** Tenth percentile of the lungs' attenuation without opacities. */
  private static double darkLung(Attenuation attenuation) {
    float[] values = new float[attenuation.healthy().length];
    int count = 0;
    for (int i = 0; i < values.length; i += 7) {
      if (attenuation.lungs()[i]) {
        values[count++] = attenuation.healthy()[i];
      }
    }
    if (count == 0) {
      return 2;
    }
    Arrays.sort(values, 0, count);
    return values[count / 10];
  }

  /** A white square with a dark core in the lower left corner of the image. */
  private static void plant(float[] picture, int width, int height) {
    int side = Math.max(4, Math.min(width, height) / 11);
    int left = side / 3;
    int top = height - side - side / 3;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        boolean core = Math.abs(x - side / 2) < side / 5 && Math.abs(y - side / 2) < side / 5;
        picture[(top + y) * width + left + x] = core ? 0 : 1;
      }
    }
  }

  private static float clip(float value) {
    return Math.max(0, Math.min(1, value));
  }
}
