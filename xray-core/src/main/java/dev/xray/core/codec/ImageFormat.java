package dev.xray.core.codec;

/** The file formats that can be decoded. */
public enum ImageFormat {
  /** Baseline and progressive, 8 bits. */
  JPEG,
  /** All colour types and depths. */
  PNG,
  /** Integer pixels of 8 or 16 bits, not BigTIFF; the first image of the file. */
  TIFF,
  /** Windows bitmap. */
  BMP,
  /** Lossy and lossless, not animated. */
  WEBP,
  /** A file of DICOM PS3.10 with one frame, see {@link ImageCodec}. */
  DICOM
}
