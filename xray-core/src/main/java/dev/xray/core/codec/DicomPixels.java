package dev.xray.core.codec;

import java.util.BitSet;
import java.util.DoubleSummaryStatistics;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;

/**
 * Turns a DICOM image's stored values into grey levels: what the standard's pipeline shows (PS3.3,
 * C.11.1 and C.11.2), without a presentation state.
 *
 * <ol>
 *   <li>The stored bits, signed or not, are a value.
 *   <li>The modality table, or else slope and intercept, is applied.
 *   <li>The first table of values of interest, or else the first window, makes it a share from 0,
 *       black, to 1. Where there is neither, it is the share of a range: of all values that there
 *       can be if 8 bits or fewer are stored, as for a PNG; else from the image's lowest value to
 *       its highest, padding left aside, since few images use all of 16 bits.
 *   <li>MONOCHROME1 is turned round.
 *   <li>The level is round(255 · share).
 * </ol>
 *
 * <p>Colour has no such pipeline: red, green and blue become .299 R + .587 G + .114 B; of luminance
 * and chrominance the luminance is taken.
 */
final class DicomPixels {
  private final DicomImage image;
  private final DicomDataSet elements;
  private final DicomValues values;

  private DicomPixels(DicomImage image, DicomValues values) {
    this.image = image;
    this.elements = image.content().elements();
    this.values = values;
  }

  /** Decodes an image. */
  static GreyImage grey(DicomImage image) throws BrokenImageException {
    DicomPixels pixels = new DicomPixels(image, DicomFrames.decode(image));
    byte[] grey =
        switch (image.colour()) {
          case MONOCHROME1, MONOCHROME2 -> pixels.mapped(pixels.greyTable());
          case PALETTE_COLOR -> pixels.mapped(pixels.paletteTable());
          case RGB, YBR_ICT, YBR_RCT -> pixels.colours();
          case YBR_FULL, YBR_FULL_422 -> pixels.luminance();
        };
    return new GreyImage(image.columns(), image.rows(), grey);
  }

  private byte[] mapped(byte[] table) {
    byte[] grey = new byte[values.pixels()];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = table[values.at(i, 0)];
    }
    return grey;
  }

  private byte[] luminance() {
    double top = (1 << values.bits()) - 1;
    byte[] grey = new byte[values.pixels()];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = level(values.at(i, 0) / top);
    }
    return grey;
  }

  private byte[] colours() {
    if (values.samples() == 1) {
      return luminance(); // of a colour JPEG
    }
    double top = (1 << values.bits()) - 1;
    byte[] grey = new byte[values.pixels()];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = level(luma(values.at(i, 0), values.at(i, 1), values.at(i, 2)) / top);
    }
    return grey;
  }

  private static double luma(double red, double green, double blue) {
    return .299 * red + .587 * green + .114 * blue;
  }

  private byte[] paletteTable() throws BrokenImageException {
    DicomTable[] tables = new DicomTable[3];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = elements.table(DicomTag.PALETTE_DESCRIPTOR + i, DicomTag.PALETTE_DATA + i, false);
    }
    byte[] table = new byte[1 << values.bits()];
    for (int i = 0; i < table.length; i++) {
      table[i] = level(luma(tables[0].share(i), tables[1].share(i), tables[2].share(i)));
    }
    return table;
  }

  /** The grey level of each combination of stored bits. */
  private byte[] greyTable() throws BrokenImageException {
    DoubleUnaryOperator modality = modality();
    DoubleUnaryOperator share = share(modality);
    boolean inverse = image.colour() == DicomImage.Photometric.MONOCHROME1;
    byte[] table = new byte[1 << values.bits()];
    for (int i = 0; i < table.length; i++) {
      double lightness = share.applyAsDouble(modality.applyAsDouble(signed(i)));
      table[i] = level(inverse ? 1 - lightness : lightness);
    }
    return table;
  }

  private static byte level(double share) {
    return (byte) Math.floor(255 * Math.max(0, Math.min(1, share)) + .5);
  }

  /** What the stored bits mean. */
  private int signed(int bits) {
    boolean negative = image.signed() && bits >> values.bits() - 1 != 0;
    return negative ? bits - (1 << values.bits()) : bits;
  }

  private DoubleUnaryOperator modality() throws BrokenImageException {
    Optional<DicomDataSet> item = elements.item(DicomTag.MODALITY_LUT);
    if (item.isPresent()) {
      return table(item.get(), image.signed())::at;
    }
    Optional<Double> slope = elements.decimal(DicomTag.SLOPE);
    Optional<Double> intercept = elements.decimal(DicomTag.INTERCEPT);
    if (slope.isEmpty() || intercept.isEmpty()) {
      return value -> value;
    }
    double factor = slope.get();
    double added = intercept.get();
    return value -> value * factor + added;
  }

  private DoubleUnaryOperator share(DoubleUnaryOperator modality) throws BrokenImageException {
    Optional<DicomDataSet> item = elements.item(DicomTag.VOI_LUT);
    if (item.isPresent()) {
      // Values that went through a slope may be negative, those of a modality table are not.
      boolean table = elements.item(DicomTag.MODALITY_LUT).isPresent();
      return table(item.get(), image.signed() && !table)::share;
    }
    Optional<Double> center = elements.decimal(DicomTag.WINDOW_CENTER);
    Optional<Double> width = elements.decimal(DicomTag.WINDOW_WIDTH);
    if (center.isPresent() && width.isPresent()) {
      return window(center.get(), width.get());
    }
    return range(image.stored() <= 8 ? all() : present(), modality);
  }

  /** From the lowest to the highest value that combinations of stored bits stand for. */
  private DoubleUnaryOperator range(BitSet combinations, DoubleUnaryOperator modality) {
    DoubleSummaryStatistics meant =
        combinations.stream()
            .mapToDouble(bits -> modality.applyAsDouble(signed(bits)))
            .summaryStatistics();
    double low = meant.getMin();
    double extent = meant.getMax() - low;
    return value -> extent > 0 ? (value - low) / extent : 0;
  }

  private BitSet all() {
    BitSet all = new BitSet();
    all.set(0, 1 << values.bits());
    return all;
  }

  /** Those that the image has, padding left aside unless there is nothing else. */
  private BitSet present() throws BrokenImageException {
    BitSet present = new BitSet();
    for (int i = 0; i < values.pixels(); i++) {
      present.set(values.at(i, 0));
    }
    OptionalInt padding = elements.number(DicomTag.PADDING);
    if (padding.isEmpty()) {
      return present;
    }
    int one = signed(values.counting(padding.getAsInt() << values.shift()));
    OptionalInt limit = elements.number(DicomTag.PADDING_LIMIT);
    int other = limit.isEmpty() ? one : signed(values.counting(limit.getAsInt() << values.shift()));
    BitSet shown = new BitSet();
    present.stream()
        .filter(bits -> signed(bits) < Math.min(one, other) || signed(bits) > Math.max(one, other))
        .forEach(shown::set);
    return shown.isEmpty() ? present : shown;
  }

  private static DicomTable table(DicomDataSet item, boolean signed) throws BrokenImageException {
    return item.table(DicomTag.LUT_DESCRIPTOR, DicomTag.LUT_DATA, signed);
  }

  /** PS3.3, C.11.2.1.2 and C.11.2.1.3. */
  private DoubleUnaryOperator window(double center, double width) throws BrokenImageException {
    String function = elements.text(DicomTag.VOI_FUNCTION).orElse("LINEAR");
    if (width <= 0 || function.equals("LINEAR") && width < 1) {
      throw BrokenImageException.unsupported(
          "is a DICOM file with a window width of " + width + ", which shows nothing");
    }
    return switch (function) {
      case "LINEAR" ->
          width == 1
              ? value -> value <= center - .5 ? 0 : 1
              : value -> (value - (center - .5)) / (width - 1) + .5;
      case "LINEAR_EXACT" -> value -> (value - center) / width + .5;
      case "SIGMOID" -> value -> 1 / (1 + Math.exp(-4 * (value - center) / width));
      default ->
          throw BrokenImageException.unsupported(
              "is a DICOM file with the window function "
                  + function
                  + ", which xray does not know");
    };
  }
}
