package dev.xray.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.Json;
import dev.xray.core.UnreadableImageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and reference values made by {@code src/test/reference/dicom_reference.py}. */
class DicomTest {
  /** What pydicom reads and xray does not. */
  private static final List<String> REFUSALS =
      List.of(
          "JPEG-LS Lossless",
          "JPEG-LS Near-Lossless",
          "JPEG Extended with 12 bits",
          "32 bits a value",
          "segmented palette",
          "header says RGB, but its JPEG frame does not");

  private static final String FOLDER = "/reference/dicom/";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("supported")
  void every_pixel_is_pydicoms_within_one_grey_level(String file) throws Exception {
    GreyImage decoded = ImageCodec.decodeGrey(bytes("files/" + file), file);

    assertClose(decoded, json("expected.json").get("images").get(file), file);
  }

  /** pydicom's own files stay in its package: many are of unknown licence. */
  @Test
  void bundled_files_are_read_as_pydicom_reads_them() throws Exception {
    String reference = System.getProperty("xray.dicomReference", "");
    assumeFalse(
        reference.isBlank(),
        "no pydicom: run dicom_reference.py --bundled <file>, set -Dxray.dicomReference=<file>");
    JsonNode document = Json.MAPPER.readTree(Files.readAllBytes(Path.of(reference)));
    List<String> files = names(document.get("images"));
    assertThat(files).hasSizeGreaterThan(30);
    List<String> wrong = new ArrayList<>();
    for (String file : files) {
      try {
        byte[] bytes = Files.readAllBytes(Path.of(document.get("folder").asText(), file));
        assertClose(ImageCodec.decodeGrey(bytes, file), document.get("images").get(file), file);
      } catch (AssertionError | UnreadableImageException e) {
        wrong.add(file + ": " + e.getMessage());
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Repositories of test files that the script was given beside pydicom's own. */
  @Test
  void downloaded_files_are_read_as_pydicom_reads_them_or_refused_by_name() throws Exception {
    String reference = System.getProperty("xray.dicomReference", "");
    assumeFalse(reference.isBlank(), "no pydicom, see above");
    JsonNode images =
        Json.MAPPER.readTree(Files.readAllBytes(Path.of(reference))).get("downloaded");
    int read = 0;
    List<String> wrong = new ArrayList<>();
    for (String file : names(images)) {
      byte[] bytes = Files.readAllBytes(Path.of(file));
      try {
        assertClose(ImageCodec.decodeGrey(bytes, file), images.get(file), file);
        read++;
      } catch (AssertionError e) {
        wrong.add(e.getMessage());
      } catch (UnreadableImageException e) {
        if (REFUSALS.stream().noneMatch(e.getMessage()::contains)) {
          wrong.add(e.getMessage());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(read).isGreaterThan(80);
  }

  @Test
  void bundled_files_that_cannot_be_read_are_refused_by_name() throws Exception {
    String reference = System.getProperty("xray.dicomReference", "");
    assumeFalse(reference.isBlank(), "no pydicom, see above");
    String folder =
        Json.MAPPER.readTree(Files.readAllBytes(Path.of(reference))).get("folder").asText();
    Map<String, String> words =
        Map.of(
            "JPGExtended.dcm", "JPEG Extended with 12 bits",
            "JPEGLSNearLossless_16.dcm", "JPEG-LS Near-Lossless",
            "MR_small_jpeg_ls_lossless.dcm", "JPEG-LS Lossless",
            "MR_truncated.dcm", "is truncated",
            "rtdose.dcm", "15 frames",
            "SC_jpeg_no_color_transform.dcm", "header says RGB, but its JPEG frame does not",
            "SC_rgb_jpeg.dcm", "is damaged: its element (0008,0008) has no DICOM type",
            "liver_1frame.dcm", "1 bits a value");
    for (Map.Entry<String, String> word : words.entrySet()) {
      byte[] bytes = Files.readAllBytes(Path.of(folder, word.getKey()));
      assertThatThrownBy(() -> ImageCodec.decodeGrey(bytes, "x"))
          .isInstanceOf(UnreadableImageException.class)
          .hasMessageContaining(word.getValue());
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_cannot_be_shown_is_refused_by_name(String file) throws Exception {
    String words = json("refused.json").get(file).asText();
    byte[] bytes = bytes("refused/" + file);

    assertThatThrownBy(() -> ImageCodec.decodeGrey(bytes, file))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageStartingWith(file + " is ")
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.10008.1.2.4.80, JPEG-LS Lossless",
    "1.2.840.10008.1.2.4.81, JPEG-LS Near-Lossless",
    "1.2.840.10008.1.2.4.93, JPEG 2000 Part 2",
    "1.2.840.10008.1.2.4.100, MPEG2 Main Profile / Main Level",
    "1.2.840.10008.1.2.4.102, MPEG-4 AVC/H.264 High Profile",
    "1.2.840.10008.1.2.4.107, HEVC/H.265 Main Profile",
    "1.2.840.10008.1.2.4.110, JPEG XL Lossless",
    "1.2.3.4, unknown to xray"
  })
  void an_unsupported_transfer_syntax_is_named_with_what_to_do(String uid, String name) {
    assertThatThrownBy(() -> ImageCodec.decodeGrey(fileOf(uid), "a.dcm"))
        .hasMessage(
            "a.dcm is a DICOM file whose encoding xray cannot read: %s (transfer syntax %s)."
                    .formatted(name, uid)
                + " Decompress it first, for example with 'gdcmconv --raw <file> <new file>'.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explicit-12u.dcm",
        "implicit-8u.dcm",
        "deflated-12u.dcm",
        "big-12s.dcm",
        "jpeg.dcm",
        "j2k-lossless-16s.dcm",
        "rle-16s.dcm",
        "rle-rgb.dcm",
        "lossless-12u-1.dcm",
        "lossless-restart.dcm",
        "lossless-rgb-scans.dcm",
        "htj2k-12.dcm"
      })
  void a_file_cut_anywhere_is_refused(String file) throws Exception {
    byte[] whole = bytes("files/" + file);
    // Compressed pixels end with an item that says so, of eight bytes.
    for (int length = 0; length < whole.length - 1; length += 1 + whole.length / 150) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ImageCodec.decodeGrey(cut, "cut"), "%s bytes", length)
          .isInstanceOf(UnreadableImageException.class)
          .hasMessageStartingWith("cut is ");
    }
  }

  @Property(tries = 300)
  void a_file_with_changed_bytes_is_decoded_or_refused_by_name(
      @ForAll("files") String file,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 1_000_000) Integer> places,
      @ForAll byte value)
      throws Exception {
    Damage.isDecodedOrRefused(bytes("files/" + file), places, 1200, value);
  }

  @Test
  void the_header_tells_size_and_bits_without_decoding() throws Exception {
    assertThat(ImageCodec.header(bytes("files/explicit-12u.dcm"), "a"))
        .isEqualTo(new ImageHeader(ImageFormat.DICOM, 52, 37, 1, 12));
    assertThat(ImageCodec.header(bytes("files/palette.dcm"), "a").channels()).isEqualTo(3);
    assertThat(ImageCodec.hasExif(bytes("files/jpeg.dcm"), "a")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"explicit-12u.dcm", "implicit-12u", "big-8u.dcm", "deflated-12u.dcm"})
  void only_listed_attributes_are_kept(String file) throws Exception {
    DicomAttributes attributes = attributes(bytes("files/" + file));

    assertThat(attributes)
        .isEqualTo(
            new DicomAttributes(
                Optional.of("P-007"),
                Optional.of("PA"),
                Optional.of("F"),
                Optional.of("045Y"),
                Optional.of("DX")));
  }

  /** A header of any length is read, and no more than that: the pixels need not even be there. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1000, 16_000, 16_384, 70_000, 300_000})
  void attributes_are_read_without_the_pixels(int longer) throws Exception {
    byte[] whole = DicomFiles.of(new GreyImage(200, 100, new byte[20_000]), "P1");
    int pixels = whole.length - 12 - 40_000;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(whole, 0, pixels);
    ByteBuffer element = ByteBuffer.allocate(12 + longer).order(ByteOrder.LITTLE_ENDIAN);
    element
        .putInt(0x1010_0029)
        .putShort((short) ('O' | 'B' << 8))
        .putShort((short) 0)
        .putInt(longer);
    out.write(element.array());
    out.write(whole, pixels, 12);

    assertThat(attributes(out.toByteArray()).patient()).hasValue("P1");
    assertThat(attributes(Arrays.copyOf(out.toByteArray(), out.size() - 12)))
        .isEqualTo(DicomAttributes.NONE);
  }

  @Test
  void a_data_set_without_the_header_of_a_file_is_named() throws Exception {
    byte[] whole = bytes("files/explicit-12u.dcm");
    byte[] bare = Arrays.copyOfRange(whole, 132, whole.length);

    assertThatThrownBy(() -> ImageCodec.decodeGrey(bare, "a"))
        .hasMessageContaining("is a DICOM data set without the header of a file");
  }

  @Test
  void a_deflated_bomb_is_refused() throws Exception {
    byte[] start = fileOf("1.2.840.10008.1.2.1.99");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(start);
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, new Deflater(1, true))) {
      for (int i = 0; i < 257; i++) {
        deflated.write(new byte[1 << 20]);
      }
    }

    assertThatThrownBy(() -> ImageCodec.header(out.toByteArray(), "bomb"))
        .hasMessageContaining("inflates to more than");
  }

  private DicomAttributes attributes(byte[] bytes) throws IOException {
    return ImageCodec.dicomAttributes(Files.write(folder.resolve("a"), bytes));
  }

  static Stream<String> supported() throws IOException {
    return names(json("expected.json").get("images")).stream();
  }

  static Stream<String> refused() throws IOException {
    return names(json("refused.json")).stream();
  }

  @Provide
  Arbitrary<String> files() throws IOException {
    return Arbitraries.of(supported().toList());
  }

  /** The start of a file, up to its transfer syntax. */
  private static byte[] fileOf(String uid) {
    String padded = uid.length() % 2 == 0 ? uid : uid + "\0";
    byte[] file = new byte[140 + padded.length()];
    byte[] prefix = "DICM\2\0\20\0UI".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(prefix, 0, file, 128, prefix.length);
    file[138] = (byte) padded.length();
    byte[] value = padded.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(value, 0, file, 140, value.length);
    return file;
  }

  private static void assertClose(GreyImage decoded, JsonNode expected, String file)
      throws IOException {
    assertThat(decoded.width()).as(file).isEqualTo(expected.get("width").asInt());
    assertThat(decoded.height()).as(file).isEqualTo(expected.get("height").asInt());
    byte[] pixels = Base64.getDecoder().decode(expected.get("pixels").asText());
    int greatest = 0;
    int different = 0;
    for (int i = 0; i < pixels.length; i++) {
      int difference = Math.abs((pixels[i] & 0xFF) - (decoded.pixels()[i] & 0xFF));
      greatest = Math.max(greatest, difference);
      different += difference > 1 ? 1 : 0;
    }
    assertThat(greatest)
        .as("%s: %d of %d pixels are off by more than one", file, different, pixels.length)
        .isLessThanOrEqualTo(1);
  }

  private static JsonNode json(String name) throws IOException {
    return Json.MAPPER.readTree(bytes(name));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream stream = DicomTest.class.getResourceAsStream(FOLDER + name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    }
  }
}
