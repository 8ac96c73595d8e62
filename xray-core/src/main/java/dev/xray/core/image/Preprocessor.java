package dev.xray.core.image;

import dev.xray.core.SettingException;
import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.runtime.OpenCvRuntime;
import java.io.IOException;
import java.util.List;
import java.util.function.IntConsumer;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.CLAHE;
import org.opencv.imgproc.Imgproc;

/** Applies a {@link Preprocessing} with OpenCV. Thread-safe. */
public final class Preprocessor {
  private static final double CLAHE_CLIP_LIMIT = 2;
  private static final int CLAHE_TILES = 8;

  private final Preprocessing settings;

  /**
   * Constructs a preprocessor; loads OpenCV if that was not done.
   *
   * @throws SettingException if a setting is out of range
   * @throws XrayException if OpenCV cannot be loaded
   */
  public Preprocessor(Preprocessing settings) throws XrayException {
    settings.validate();
    OpenCvRuntime.load();
    this.settings = settings;
  }

  /** Crops, equalises and resizes one image. */
  public GreyImage apply(GreyImage image) {
    Placement placement = Placement.of(settings, image.width(), image.height());
    Mat mat = equalized(image, placement);
    try {
      resize(mat, placement);
      byte[] pixels = new byte[settings.width() * settings.height()];
      mat.get(0, 0, pixels);
      return new GreyImage(settings.width(), settings.height(), pixels);
    } finally {
      mat.release();
    }
  }

  /**
   * Reads, decodes and preprocesses images, several at a time, onto the heap. A {@link PixelCache}
   * keeps them, and names each by a digest.
   *
   * @param images to read
   * @param classes give the labels their numbers
   * @param threads how many images at a time; at least 1
   * @param progress hears how many images are done, one call after the other, on any thread
   * @return the images in the same order
   * @throws UnreadableImageException if images cannot be decoded; names their files and the cure
   * @throws XrayException if a file has changed since it was listed
   * @throws IOException if a file cannot be read
   */
  public Pixels applyAll(
      List<LabeledImage> images, Classes classes, int threads, IntConsumer progress)
      throws XrayException, IOException {
    Records pixels =
        new DecodedImages(images, threads)
            .records(RecordCache.none(), new PixelRecord(settings, false), List.of(), progress);
    return new CachedPixels(pixels, 0, settings, images, classes);
  }

  private Mat equalized(GreyImage image, Placement placement) {
    if (settings.equalization() == Preprocessing.Equalization.HISTOGRAM
        && settings.resampling() == Preprocessing.Resampling.BILINEAR) {
      return HistogramEqualization.whereSampled(image, placement);
    }
    Mat mat = cropped(image, placement);
    equalize(mat);
    return mat;
  }

  private static Mat cropped(GreyImage image, Placement placement) {
    Mat whole = new Mat(image.height(), image.width(), CvType.CV_8UC1);
    whole.put(0, 0, image.pixels());
    if (placement.cutX() == 0 && placement.cutY() == 0) {
      return whole;
    }
    Mat kept =
        new Mat(
            whole,
            new Rect(placement.cutX(), placement.cutY(), placement.keptX(), placement.keptY()));
    try {
      return kept.clone(); // CLAHE would see what lies around a part of a Mat.
    } finally {
      kept.release();
      whole.release();
    }
  }

  private void equalize(Mat mat) {
    switch (settings.equalization()) {
      case NONE -> {}
      case HISTOGRAM -> Imgproc.equalizeHist(mat, mat);
      case CLAHE -> {
        CLAHE clahe = Imgproc.createCLAHE(CLAHE_CLIP_LIMIT, new Size(CLAHE_TILES, CLAHE_TILES));
        clahe.apply(mat, mat);
        clahe.collectGarbage();
      }
    }
  }

  private void resize(Mat mat, Placement placement) {
    int method =
        settings.resampling() == Preprocessing.Resampling.AREA
            ? Imgproc.INTER_AREA
            : Imgproc.INTER_LINEAR;
    int width = settings.width();
    int height = settings.height();
    if (settings.fit() == Preprocessing.Fit.STRETCH) {
      Imgproc.resize(mat, mat, new Size(width, height), 0, 0, method);
      return;
    }
    Imgproc.resize(mat, mat, new Size(placement.width(), placement.height()), 0, 0, method);
    Core.copyMakeBorder(
        mat,
        mat,
        placement.top(),
        height - placement.height() - placement.top(),
        placement.left(),
        width - placement.width() - placement.left(),
        Core.BORDER_CONSTANT,
        new Scalar(0));
  }
}
