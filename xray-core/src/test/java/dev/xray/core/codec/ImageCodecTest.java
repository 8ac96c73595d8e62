package dev.xray.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.ReferenceImages;
import dev.xray.core.UnreadableImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCodecTest {
  private final GreyImage ramp = ramp(32, 24);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grey.png",
        "grey16.png",
        "grey_alpha.png",
        "colour.png",
        "colour16.png",
        "colour_alpha.png",
        "palette.png",
        "grey.jpg",
        "colour.jpg",
        "progressive.jpg",
        "cmyk.jpg",
        "exif1.jpg",
        "exif2.jpg",
        "exif3.jpg",
        "exif4.jpg",
        "exif5.jpg",
        "exif6.jpg",
        "exif7.jpg",
        "exif8.jpg",
        "exif6.png",
        "grey.tif",
        "grey16.tif",
        "colour.tif",
        "colour_alpha.tif",
        "colour.bmp",
        "grey.bmp",
        "colour.webp",
        "lossless.webp",
        "alpha.webp"
      })
  void decodes_every_pixel_exactly_as_opencv_python(String file) throws Exception {
    GreyImage expected = ReferenceImages.expected("decoded.json", file);

    GreyImage decoded = ImageCodec.decodeGrey(ReferenceImages.file(file), file);

    assertThat(decoded.width()).isEqualTo(expected.width());
    assertThat(decoded.height()).isEqualTo(expected.height());
    assertThat(decoded.pixels()).isEqualTo(expected.pixels());
  }

  @ParameterizedTest
  @CsvSource({
    "grey.png, PNG, 29, 23, 1, 8",
    "grey16.png, PNG, 29, 23, 1, 16",
    "grey_alpha.png, PNG, 29, 23, 2, 8",
    "palette.png, PNG, 29, 23, 3, 8",
    "colour_alpha.png, PNG, 29, 23, 4, 8",
    "grey.jpg, JPEG, 29, 23, 1, 8",
    "progressive.jpg, JPEG, 29, 23, 3, 8",
    "cmyk.jpg, JPEG, 29, 23, 4, 8",
    "exif6.jpg, JPEG, 29, 23, 1, 8",
    "grey16.tif, TIFF, 29, 23, 1, 16",
    "colour.tif, TIFF, 29, 23, 3, 8",
    "colour.bmp, BMP, 29, 23, 3, 8",
    "grey.bmp, BMP, 29, 23, 1, 8",
    "colour.webp, WEBP, 29, 23, 3, 8",
    "lossless.webp, WEBP, 29, 23, 3, 8",
    "alpha.webp, WEBP, 29, 23, 4, 8"
  })
  void reads_a_header_without_decoding(
      String file, ImageFormat format, int width, int height, int channels, int bitDepth)
      throws Exception {
    assertThat(ImageCodec.header(ReferenceImages.file(file), file))
        .isEqualTo(new ImageHeader(format, width, height, channels, bitDepth));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grey.png",
        "colour.jpg",
        "progressive.jpg",
        "exif6.jpg",
        "grey.tif",
        "colour.tif",
        "colour.bmp",
        "grey.bmp",
        "colour.webp",
        "lossless.webp"
      })
  void refuses_a_file_cut_anywhere(String file) throws Exception {
    byte[] whole = ReferenceImages.file(file);
    int step = Math.max(1, whole.length / 60);
    for (int length = 0; length < whole.length - 1; length += step) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ImageCodec.decodeGrey(cut, "cut"), "%s bytes", length)
          .isInstanceOf(UnreadableImageException.class)
          .hasMessageStartingWith("cut ");
    }
  }

  @Test
  void a_truncated_jpeg_is_named_as_such_with_the_cure() throws Exception {
    byte[] whole = ReferenceImages.file("colour.jpg");

    assertThatThrownBy(
            () -> ImageCodec.decodeGrey(Arrays.copyOf(whole, whole.length - 2), "scans/a.jpg"))
        .hasMessage(
            "scans/a.jpg is truncated: the JPEG end marker is missing."
                + " Copy or download it again, or take it out of the data set.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"grey.png", "colour.jpg", "grey.tif", "grey.bmp", "colour.webp"})
  void ignores_what_follows_the_image(String file) throws Exception {
    byte[] whole = ReferenceImages.file(file);
    byte[] longer = Arrays.copyOf(whole, whole.length + 100);

    assertThat(ImageCodec.decodeGrey(longer, file).pixels())
        .isEqualTo(ImageCodec.decodeGrey(whole, file).pixels());
  }

  @Test
  void refuses_a_png_with_a_changed_byte() throws Exception {
    byte[] bytes = ReferenceImages.file("grey.png");
    bytes[bytes.length / 2] ^= 1;

    assertThatThrownBy(() -> ImageCodec.decodeGrey(bytes, "a.png"))
        .hasMessageContaining("is damaged: the checksum of PNG chunk IDAT is wrong");
  }

  @Test
  void refuses_too_many_pixels_before_decoding() {
    byte[] png = ImageCodec.encodePng(ramp);
    byte[] bomb = withPngSize(png, 50_000, 50_000);

    assertThatThrownBy(() -> ImageCodec.decodeGrey(bomb, "bomb.png"))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("50000 x 50000 pixels; at most 100000000 are read");
  }

  @ParameterizedTest
  @CsvSource({
    "GIF89a, a GIF file",
    "<!DOCTYPE html>, a web page",
    "version https://git-lfs.github.com/spec/v1, git lfs pull",
    "%PDF-1.4, a PDF file",
    "hello, of an unknown format"
  })
  void names_what_a_file_is_instead(String start, String name) {
    assertThatThrownBy(
            () -> ImageCodec.decodeGrey(start.getBytes(StandardCharsets.US_ASCII), "x.png"))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining(name);
  }

  @Test
  void a_tiff_with_white_as_zero_is_turned_round() throws Exception {
    byte[] usual = ReferenceImages.file("grey.tif");
    GreyImage black = ImageCodec.decodeGrey(usual, "a.tif");

    GreyImage white = ImageCodec.decodeGrey(withTiffTag(usual, 262, 0), "a.tif");

    for (int i = 0; i < black.pixels().length; i++) {
      assertThat(white.pixels()[i] & 0xFF).isEqualTo(255 - (black.pixels()[i] & 0xFF));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "262, 0, has 16-bit pixels with white as zero",
    "258, 12, has pixels of 12 bits",
    "258, 32, has pixels of 32 bits",
    "339, 3, has signed or floating-point pixels"
  })
  void refuses_tiff_pixels_that_opencv_would_take_for_others(int tag, int value, String problem)
      throws Exception {
    byte[] tiff = withTiffTag(ReferenceImages.file("grey16.tif"), tag, value);

    assertThatThrownBy(() -> ImageCodec.decodeGrey(tiff, "a.tif"))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessage("a.tif " + problem + ". Convert it to PNG or JPEG.");
  }

  @Test
  void png_gives_back_the_same_pixels() throws Exception {
    assertThat(ImageCodec.decodeGrey(ImageCodec.encodePng(ramp), "a").pixels())
        .isEqualTo(ramp.pixels());
    assertThat(ImageCodec.decodeGrey(ImageCodec.encodeColourPng(ramp), "a").pixels())
        .isEqualTo(ramp.pixels());
  }

  @Test
  void jpeg_gives_back_nearly_the_same_pixels() throws Exception {
    for (byte[] jpeg :
        new byte[][] {ImageCodec.encodeJpeg(ramp, 100), ImageCodec.encodeColourJpeg(ramp, 100)}) {
      GreyImage decoded = ImageCodec.decodeGrey(jpeg, "a");
      for (int i = 0; i < decoded.pixels().length; i++) {
        assertThat(decoded.pixels()[i] & 0xFF).isCloseTo(ramp.pixels()[i] & 0xFF, within());
      }
    }
    assertThat(ImageCodec.header(ImageCodec.encodeJpeg(ramp, 90), "a").channels()).isEqualTo(1);
    assertThat(ImageCodec.header(ImageCodec.encodeColourJpeg(ramp, 90), "a").channels())
        .isEqualTo(3);
  }

  @Test
  void sixteen_bits_are_scaled_not_cut() throws Exception {
    short[] deep = {0, 257, 128, 129, (short) 65535, (short) 65407, (short) 65406, (short) 32768};

    GreyImage decoded = ImageCodec.decodeGrey(ImageCodec.encodePng16(4, 2, deep), "a");

    assertThat(decoded.pixels())
        .containsExactly(0, 1, 0, 1, (byte) 255, (byte) 255, (byte) 254, (byte) 128);
  }

  @Test
  void encodes_the_same_bytes_every_time() {
    assertThat(ImageCodec.encodePng(ramp)).isEqualTo(ImageCodec.encodePng(ramp));
  }

  private static Offset<Integer> within() {
    return Offset.offset(3);
  }

  private static GreyImage ramp(int width, int height) {
    byte[] pixels = new byte[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % width * 5 + i / width * 3);
    }
    return new GreyImage(width, height, pixels);
  }

  /** Changes a value of the first directory of a little-endian TIFF. */
  private static byte[] withTiffTag(byte[] tiff, int tag, int value) {
    ByteBuffer buffer = ByteBuffer.wrap(tiff.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int directory = buffer.getInt(4);
    for (int i = 0; i < buffer.getShort(directory); i++) {
      int entry = directory + 2 + 12 * i;
      if (buffer.getShort(entry) == tag) {
        buffer.putShort(entry + 8, (short) value);
      }
    }
    return buffer.array();
  }

  /** Changes the size in a PNG's header, with a right checksum. */
  private static byte[] withPngSize(byte[] png, int width, int height) {
    ByteBuffer buffer = ByteBuffer.wrap(png.clone());
    buffer.putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(buffer.array(), 12, 17);
    return buffer.putInt(29, (int) crc.getValue()).array();
  }
}
