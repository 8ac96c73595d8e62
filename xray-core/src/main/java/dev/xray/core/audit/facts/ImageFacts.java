package dev.xray.core.audit.facts;

import dev.xray.core.UnreadableImageException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.codec.ImageFormat;
import dev.xray.core.codec.ImageHeader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What an image shows without a look at the disease, and a few coarse views of it. Grey levels are
 * from 0, black, to 1; views are rows of cells from the top.
 *
 * @param format of the file, by its content
 * @param width as stored, in pixels
 * @param height as stored, in pixels
 * @param channels of the file
 * @param bitDepth bits of a channel
 * @param exif whether the file carries EXIF data
 * @param brightness mean of the whole image
 * @param borderBrightness mean of the frame
 * @param histogram share of pixels in each of {@value #BINS} equal ranges of grey, from black
 * @param frame means of the cells in the outermost 8% of each side: two of {@value #FRAME_GRID}
 * @param thumbnail 8 × 8 means
 * @param outsideCentre means of the cells outside the central two thirds of each side: two of
 *     {@value #CENTRE_GRID} cells at each end
 * @param outsideLungs {@value #LUNG_GRID} × {@value #LUNG_GRID} means of what lies outside the lung
 *     mask, dilated by 3% of the longer side; NaN for a cell wholly inside; where there is a mask
 */
@SuppressWarnings("ArrayRecordComponent")
public record ImageFacts(
    ImageFormat format,
    int width,
    int height,
    int channels,
    int bitDepth,
    boolean exif,
    double brightness,
    double borderBrightness,
    float[] histogram,
    float[] frame,
    float[] thumbnail,
    float[] outsideCentre,
    Optional<float[]> outsideLungs) {
  static final int BINS = 32;
  static final int FRAME_GRID = 25;
  static final int CENTRE_GRID = 12;
  static final int LUNG_GRID = 16;
  private static final int THUMBNAIL = 8;
  private static final int RIM = 2;
  private static final double MASK_MARGIN = 0.03;
  private static final int FRAME = cells(FRAME_GRID);
  private static final int OUTSIDE_CENTRE = cells(CENTRE_GRID);

  /** Length of what {@link #write} writes. */
  static final int BYTES =
      5 * Integer.BYTES
          + 2
          + 2 * Double.BYTES
          + Float.BYTES
              * (BINS + FRAME + THUMBNAIL * THUMBNAIL + OUTSIDE_CENTRE + LUNG_GRID * LUNG_GRID);

  /**
   * Looks at an image.
   *
   * @param bytes of its file
   * @param file how messages call it
   * @param image its pixels
   * @param mask of its lungs, white on black, of any size
   * @throws UnreadableImageException if the image cannot be decoded
   */
  static ImageFacts of(byte[] bytes, String file, GreyImage image, Optional<GreyImage> mask)
      throws UnreadableImageException {
    ImageHeader header = ImageCodec.header(bytes, file);
    float[] frame = CellMeans.withoutMiddle(CellMeans.of(image, FRAME_GRID), RIM);
    float[] histogram = histogram(image);
    return new ImageFacts(
        header.format(),
        header.width(),
        header.height(),
        header.channels(),
        header.bitDepth(),
        ImageCodec.hasExif(bytes, file),
        brightness(image),
        mean(frame),
        histogram,
        frame,
        CellMeans.of(image, THUMBNAIL),
        CellMeans.withoutMiddle(CellMeans.of(image, CENTRE_GRID), RIM),
        mask.map(lungs -> outside(image, lungs)));
  }

  /** Cells of a grid without its middle. */
  private static int cells(int side) {
    return side * side - (side - 2 * RIM) * (side - 2 * RIM);
  }

  void write(ByteBuffer target) {
    target.putInt(format.ordinal()).putInt(width).putInt(height).putInt(channels).putInt(bitDepth);
    target.put((byte) (exif ? 1 : 0)).put((byte) (outsideLungs.isPresent() ? 1 : 0));
    target.putDouble(brightness).putDouble(borderBrightness);
    for (float[] values : List.of(histogram, frame, thumbnail, outsideCentre)) {
      write(values, target);
    }
    outsideLungs.ifPresent(values -> write(values, target));
  }

  static ImageFacts read(ByteBuffer source) {
    ImageFormat format = ImageFormat.values()[source.getInt()];
    int width = source.getInt();
    int height = source.getInt();
    int channels = source.getInt();
    int bitDepth = source.getInt();
    boolean exif = source.get() == 1;
    boolean masked = source.get() == 1;
    return new ImageFacts(
        format,
        width,
        height,
        channels,
        bitDepth,
        exif,
        source.getDouble(),
        source.getDouble(),
        read(BINS, source),
        read(FRAME, source),
        read(THUMBNAIL * THUMBNAIL, source),
        read(OUTSIDE_CENTRE, source),
        masked ? Optional.of(read(LUNG_GRID * LUNG_GRID, source)) : Optional.empty());
  }

  private static void write(float[] values, ByteBuffer target) {
    for (float value : values) {
      target.putFloat(value);
    }
  }

  private static float[] read(int count, ByteBuffer source) {
    float[] values = new float[count];
    source.asFloatBuffer().get(values);
    source.position(source.position() + count * Float.BYTES);
    return values;
  }

  /** Width by height as stored. */
  public double aspectRatio() {
    return (double) width / height;
  }

  private static float[] outside(GreyImage image, GreyImage lungs) {
    boolean[] inside = Mask.dilated(lungs, image.width(), image.height(), MASK_MARGIN);
    return CellMeans.outside(image, LUNG_GRID, inside);
  }

  private static float[] histogram(GreyImage image) {
    int[] counts = new int[BINS];
    for (byte level : image.pixels()) {
      counts[(level & 0xFF) * BINS / 256]++;
    }
    float[] shares = new float[BINS];
    for (int i = 0; i < BINS; i++) {
      shares[i] = (float) counts[i] / image.pixels().length;
    }
    return shares;
  }

  private static double brightness(GreyImage image) {
    long sum = 0;
    for (byte level : image.pixels()) {
      sum += level & 0xFF;
    }
    return sum / (255.0 * image.pixels().length);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
