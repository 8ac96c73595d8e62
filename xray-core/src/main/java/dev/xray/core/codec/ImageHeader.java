package dev.xray.core.codec;

/**
 * What an image file says of itself.
 *
 * @param format of the file, found by its content, whatever its name
 * @param width in pixels as stored, before any EXIF rotation
 * @param height in pixels as stored
 * @param channels 1 grey, 2 grey and alpha, 3 colour (a palette too), 4 colour and alpha or CMYK
 * @param bitDepth bits of a channel; of a DICOM file those that count
 */
public record ImageHeader(ImageFormat format, int width, int height, int channels, int bitDepth) {}
