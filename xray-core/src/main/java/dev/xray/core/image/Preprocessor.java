package dev.xray.core.image;

import dev.xray.core.SettingException;
import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.runtime.OpenCvRuntime;
import dev.xray.core.runtime.Parallel;
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
    Mat whole = new Mat(image.height(), image.width(), CvType.CV_8UC1);
    Mat kept =
        new Mat(
            whole,
            new Rect(placement.cutX(), placement.cutY(), placement.keptX(), placement.keptY()));
    Mat mat = new Mat();
    try {
      whole.put(0, 0, image.pixels());
      kept.copyTo(mat); // CLAHE would see what lies around a part of a Mat.
      equalize(mat);
      resize(mat, placement);
      byte[] pixels = new byte[settings.width() * settings.height()];
      mat.get(0, 0, pixels);
      return new GreyImage(settings.width(), settings.height(), pixels);
    } finally {
      mat.release();
      kept.release();
      whole.release();
    }
  }

  /**
   * Reads, decodes and preprocesses images, several at a time.
   *
   * @param images to read
   * @param classes give the labels their numbers
   * @param threads how many images at a time; at least 1
   * @param progress hears how many images are done, one call after the other, on any thread
   * @return the images in the same order
   * @throws UnreadableImageException if an image cannot be decoded; names its file and the cure
   * @throws XrayException if a file has changed since it was listed
   * @throws IOException if a file cannot be read
   */
  public PreprocessedImages applyAll(
      List<LabeledImage> images, Classes classes, int threads, IntConsumer progress)
      throws XrayException, IOException {
    Counter done = new Counter(progress);
    List<Preprocessed> preprocessed =
        Parallel.map(
            threads,
            images.size(),
            i -> {
              GreyImage decoded = decode(images.get(i));
              Preprocessed image = new Preprocessed(apply(decoded), PixelDigest.of(decoded));
              done.increment();
              return image;
            });
    InMemoryPixels pixels =
        InMemoryPixels.of(
            settings.width(),
            settings.height(),
            preprocessed.stream().map(Preprocessed::image).toList(),
            images.stream().map(image -> classes.index(image.label())).toList());
    return new PreprocessedImages(pixels, preprocessed.stream().map(Preprocessed::digest).toList());
  }

  private static GreyImage decode(LabeledImage image) throws XrayException, IOException {
    String file = image.path().toString();
    byte[] bytes = ImageCodec.read(image.path(), file);
    if (!Hashes.sha256(bytes).equals(image.sha256())) {
      throw new XrayException(file + " has changed while xray was running. Run it again.");
    }
    return ImageCodec.decodeGrey(bytes, file);
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

  private record Preprocessed(GreyImage image, String digest) {}

  /** Counts images; its listener is called by one thread at a time. */
  private static final class Counter {
    private final IntConsumer listener;
    private int count;

    Counter(IntConsumer listener) {
      this.listener = listener;
    }

    synchronized void increment() {
      listener.accept(++count);
    }
  }
}
