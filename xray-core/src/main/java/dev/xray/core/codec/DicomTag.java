package dev.xray.core.codec;

import java.util.Set;

/**
 * The elements of a DICOM file that are read, as group and element number (PS3.6). Everything that
 * is not listed here is passed over without being looked at: names, dates, institutions,
 * physicians, comments, private elements.
 */
final class DicomTag {
  static final int TRANSFER_SYNTAX = 0x0002_0010;
  static final int CHARACTER_SET = 0x0008_0005;

  // What is known of the image.
  static final int MODALITY = 0x0008_0060;
  static final int PATIENT_ID = 0x0010_0020;
  static final int PATIENT_SEX = 0x0010_0040;
  static final int PATIENT_AGE = 0x0010_1010;
  static final int VIEW_POSITION = 0x0018_5101;

  // How pixels are stored.
  static final int SAMPLES = 0x0028_0002;
  static final int PHOTOMETRIC = 0x0028_0004;
  static final int PLANAR = 0x0028_0006;
  static final int FRAMES = 0x0028_0008;
  static final int ROWS = 0x0028_0010;
  static final int COLUMNS = 0x0028_0011;
  static final int BITS_ALLOCATED = 0x0028_0100;
  static final int BITS_STORED = 0x0028_0101;
  static final int HIGH_BIT = 0x0028_0102;
  static final int REPRESENTATION = 0x0028_0103;
  static final int PIXEL_DATA = 0x7FE0_0010;
  static final int FLOAT_PIXEL_DATA = 0x7FE0_0008;
  static final int DOUBLE_PIXEL_DATA = 0x7FE0_0009;

  // What they mean.
  static final int PADDING = 0x0028_0120;
  static final int PADDING_LIMIT = 0x0028_0121;
  static final int WINDOW_CENTER = 0x0028_1050;
  static final int WINDOW_WIDTH = 0x0028_1051;
  static final int INTERCEPT = 0x0028_1052;
  static final int SLOPE = 0x0028_1053;
  static final int VOI_FUNCTION = 0x0028_1056;
  static final int PALETTE_DESCRIPTOR = 0x0028_1101;
  static final int PALETTE_DATA = 0x0028_1201;
  static final int SEGMENTED_PALETTE = 0x0028_1221;
  static final int MODALITY_LUT = 0x0028_3000;
  static final int VOI_LUT = 0x0028_3010;
  static final int LUT_DESCRIPTOR = 0x0028_3002;
  static final int LUT_DATA = 0x0028_3006;

  static final int ITEM = 0xFFFE_E000;
  static final int ITEM_END = 0xFFFE_E00D;
  static final int SEQUENCE_END = 0xFFFE_E0DD;

  /** Sequences of which the first item is read. */
  static final Set<Integer> SEQUENCES = Set.of(MODALITY_LUT, VOI_LUT);

  /** Elements whose value is read. */
  static final Set<Integer> VALUES =
      Set.of(
          TRANSFER_SYNTAX,
          CHARACTER_SET,
          MODALITY,
          PATIENT_ID,
          PATIENT_SEX,
          PATIENT_AGE,
          VIEW_POSITION,
          SAMPLES,
          PHOTOMETRIC,
          PLANAR,
          FRAMES,
          ROWS,
          COLUMNS,
          BITS_ALLOCATED,
          BITS_STORED,
          HIGH_BIT,
          REPRESENTATION,
          FLOAT_PIXEL_DATA,
          DOUBLE_PIXEL_DATA,
          PADDING,
          PADDING_LIMIT,
          WINDOW_CENTER,
          WINDOW_WIDTH,
          INTERCEPT,
          SLOPE,
          VOI_FUNCTION,
          PALETTE_DESCRIPTOR,
          PALETTE_DESCRIPTOR + 1,
          PALETTE_DESCRIPTOR + 2,
          PALETTE_DATA,
          PALETTE_DATA + 1,
          PALETTE_DATA + 2,
          SEGMENTED_PALETTE,
          LUT_DESCRIPTOR,
          LUT_DATA);

  private DicomTag() {}

  /** As the standard writes it, such as {@code (0028,0010)}. */
  static String text(int tag) {
    return String.format("(%04X,%04X)", tag >>> 16, tag & 0xFFFF);
  }
}
