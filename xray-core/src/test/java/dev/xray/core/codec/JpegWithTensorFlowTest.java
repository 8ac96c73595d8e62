package dev.xray.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.RealRadiographs;
import dev.xray.core.ReferenceImages;
import dev.xray.core.UnreadableImageException;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.OpenCvRuntime;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

class JpegWithTensorFlowTest {
  @BeforeAll
  static void load() throws Exception {
    OpenCvRuntime.load();
    TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true));
  }

  /** The file exif1.jpg says that it is upright; whether it is CMYK only OpenCV can make grey. */
  @ParameterizedTest
  @CsvSource({
    "grey.jpg, true",
    "colour.jpg, true",
    "progressive.jpg, true",
    "cmyk.jpg, false",
    "exif1.jpg, true",
    "exif2.jpg, false",
    "exif3.jpg, false",
    "exif4.jpg, false",
    "exif5.jpg, false",
    "exif6.jpg, false",
    "exif7.jpg, false",
    "exif8.jpg, false"
  })
  void decodes_what_is_upright_and_the_pixels_are_those_of_opencv(String file, boolean decodes)
      throws Exception {
    byte[] bytes = ReferenceImages.file(file);
    GreyImage expected = ReferenceImages.expected("decoded.json", file);

    Optional<GreyImage> decoded = ImageCodec.withTensorFlow(bytes, ImageCodec.header(bytes, file));

    assertThat(decoded.isPresent()).isEqualTo(decodes);
    decoded.ifPresent(image -> assertThat(image.pixels()).isEqualTo(expected.pixels()));
    assertThat(ImageCodec.decodeGrey(bytes, file).pixels()).isEqualTo(expected.pixels());
  }

  @Test
  void every_kind_of_jpeg_has_the_pixels_that_opencv_decodes() throws Exception {
    List<byte[]> files = new ArrayList<>();
    for (int type : new int[] {CvType.CV_8UC1, CvType.CV_8UC3}) {
      for (int progressive : new int[] {0, 1}) {
        for (int restart : new int[] {0, 3}) {
          for (int sampling : new int[] {0x111111, 0x211111, 0x221111, 0x411111}) {
            for (int quality : new int[] {1, 50, 95, 100}) {
              files.add(
                  encoded(
                      noise(type),
                      Imgcodecs.IMWRITE_JPEG_PROGRESSIVE,
                      progressive,
                      Imgcodecs.IMWRITE_JPEG_RST_INTERVAL,
                      restart,
                      Imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR,
                      sampling,
                      Imgcodecs.IMWRITE_JPEG_QUALITY,
                      quality));
            }
          }
        }
      }
    }
    for (byte[] file : files) {
      assertIsAsInOpenCv(file, "noise");
    }
  }

  @Test
  void real_radiographs_have_the_pixels_that_opencv_decodes() throws Exception {
    List<Path> files = new ArrayList<>();
    for (String folder : List.of("covid-chestxray-dataset/images", "chest_xray/train/NORMAL")) {
      try (Stream<Path> entries = Files.list(RealRadiographs.folder().resolve(folder))) {
        entries.filter(file -> file.toString().matches(".*\\.jpe?g")).sorted().forEach(files::add);
      }
    }
    assertThat(files).hasSizeGreaterThan(200);
    for (Path file : files) {
      assertIsAsInOpenCv(Files.readAllBytes(file), file.toString());
    }
  }

  @Test
  void a_file_that_cannot_be_decoded_is_named_as_ever() throws Exception {
    byte[] bytes = ReferenceImages.file("colour.jpg");
    int table =
        IntStream.range(0, bytes.length)
            .filter(i -> bytes[i + 1] == (byte) 0xC4)
            .findFirst()
            .orElseThrow();
    Arrays.fill(bytes, table + 4, table + 30, (byte) 0xFF);

    assertThat(ImageCodec.withTensorFlow(bytes, ImageCodec.header(bytes, "a.jpg"))).isEmpty();
    assertThatThrownBy(() -> ImageCodec.decodeGrey(bytes, "a.jpg"))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessageContaining("a.jpg")
        .hasMessageContaining("is damaged");
  }

  @Test
  void exif_data_that_cannot_be_read_are_left_to_opencv() throws Exception {
    byte[] bytes = ReferenceImages.file("exif1.jpg");
    int exif = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("Exif");
    assertThat(ExifSearch.mayBeTurned(bytes)).isFalse();

    Arrays.fill(bytes, exif + 10, exif + 14, (byte) 0x7F); // the directory lies beyond the file
    assertThat(ExifSearch.mayBeTurned(bytes)).isTrue();
  }

  private static void assertIsAsInOpenCv(byte[] file, String name) throws Exception {
    Mat mat = ImageCodec.imdecode(file, Imgcodecs.IMREAD_ANYDEPTH);
    byte[] expected = new byte[mat.rows() * mat.cols()];
    mat.get(0, 0, expected);
    mat.release();

    Optional<GreyImage> decoded = ImageCodec.withTensorFlow(file, ImageCodec.header(file, name));

    if (decoded.isPresent()) {
      assertThat(Arrays.equals(decoded.get().pixels(), expected)).describedAs(name).isTrue();
    } else {
      assertThat(ExifSearch.mayBeTurned(file)).describedAs(name).isTrue();
    }
  }

  private static Mat noise(int type) {
    Mat mat = new Mat(61, 83, type);
    byte[] pixels = new byte[61 * 83 * CvType.channels(type)];
    new Random(1).nextBytes(pixels);
    for (int i = 0; i < pixels.length / 2; i++) {
      pixels[i] = (byte) (i / 40);
    }
    mat.put(0, 0, pixels);
    return mat;
  }

  private static byte[] encoded(Mat mat, int... parameters) {
    MatOfByte bytes = new MatOfByte();
    Imgcodecs.imencode(".jpg", mat, bytes, new MatOfInt(parameters));
    return bytes.toArray();
  }
}
