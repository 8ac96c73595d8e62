package dev.xray.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that are wrong; that right ones are decoded is held by {@link DicomTest}. */
class JpegLosslessFrameTest {
  private static final int ROWS = 37;
  private static final int COLUMNS = 52;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lossless-12u-1.dcm",
        "lossless-16u-7.dcm",
        "lossless-restart.dcm",
        "lossless-rgb.dcm"
      })
  void a_scan_that_ends_early_is_refused_wherever_it_ends(String file) throws Exception {
    byte[] frame = frame(file);
    int start = find(frame, 0xDA) + 8;
    for (int length = start; length < frame.length - 4; length++) {
      byte[] cut = Arrays.copyOf(frame, length + 2);
      cut[length] = (byte) 0xFF;
      cut[length + 1] = (byte) 0xD9;
      assertThatThrownBy(() -> JpegLosslessFrame.decode(cut), "%s bytes", length)
          .isInstanceOf(BrokenImageException.class);
    }
    assertThat(JpegLosslessFrame.decode(frame)).hasSizeGreaterThanOrEqualTo(ROWS * COLUMNS);
  }

  @Test
  void a_scan_with_more_rows_than_the_frame_says_is_refused() throws Exception {
    byte[] frame = frame("lossless-12u-1.dcm");
    frame[find(frame, 0xC3) + 6] = ROWS - 1;

    assertThatThrownBy(() -> JpegLosslessFrame.decode(frame)).hasMessageContaining("more pixels");
  }

  @Test
  void a_byte_after_the_last_pixel_is_refused() throws Exception {
    byte[] frame = frame("lossless-12u-1.dcm");
    int end = find(frame, 0xD9);
    byte[] longer = Arrays.copyOf(frame, end + 3);
    longer[end] = 0x55;
    longer[end + 1] = (byte) 0xFF;
    longer[end + 2] = (byte) 0xD9;

    assertThatThrownBy(() -> JpegLosslessFrame.decode(longer)).hasMessageContaining("more pixels");
  }

  @Test
  void values_beyond_their_bits_are_refused() throws Exception {
    byte[] frame = frame("lossless-12u-1.dcm");
    frame[find(frame, 0xC3) + 4] = 11; // of 12 bits

    assertThatThrownBy(() -> JpegLosslessFrame.decode(frame)).hasMessageContaining("their range");
  }

  @Test
  void a_restart_interval_that_ends_within_a_row_is_refused() throws Exception {
    byte[] frame = frame("lossless-restart.dcm");
    frame[find(frame, 0xDD) + 5]++;

    assertThatThrownBy(() -> JpegLosslessFrame.decode(frame)).hasMessageContaining("whole rows");
  }

  @Test
  void a_restart_marker_of_another_number_is_refused() throws Exception {
    byte[] frame = frame("lossless-restart.dcm");
    frame[find(frame, 0xD3) + 1] = (byte) 0xD4;

    assertThatThrownBy(() -> JpegLosslessFrame.decode(frame))
        .hasMessageContaining("restart marker is missing");
  }

  @Test
  void another_kind_of_jpeg_is_refused() throws Exception {
    byte[] frame = frame("lossless-12u-1.dcm");
    frame[find(frame, 0xC3) + 1] = (byte) 0xC1;

    assertThatThrownBy(() -> JpegLosslessFrame.decode(frame))
        .hasMessageContaining("not JPEG Lossless as its header says");
  }

  @Test
  void a_scan_without_its_table_or_its_component_is_refused() throws Exception {
    for (int place : new int[] {5, 6}) { // of the component, of its table
      byte[] frame = frame("lossless-12u-1.dcm");
      frame[find(frame, 0xDA) + place] = 0x20;
      assertThatThrownBy(() -> JpegLosslessFrame.decode(frame))
          .hasMessageContaining("names what the frame does not have");
    }
  }

  @Test
  void a_component_without_a_scan_is_refused() throws Exception {
    byte[] frame = frame("lossless-rgb-scans.dcm");
    int last = 0;
    for (int at = 0; at < frame.length - 1; at++) {
      last = frame[at] == (byte) 0xFF && frame[at + 1] == (byte) 0xDA ? at : last;
    }
    byte[] cut = Arrays.copyOf(frame, last + 2);
    cut[last + 1] = (byte) 0xD9;

    assertThatThrownBy(() -> JpegLosslessFrame.decode(cut)).hasMessageContaining("scan is missing");
  }

  @Test
  void codes_beyond_all_bits_are_refused() throws Exception {
    byte[] frame = frame("lossless-12u-1.dcm");
    frame[find(frame, 0xC4) + 5] = 5; // codes of one bit

    assertThatThrownBy(() -> JpegLosslessFrame.decode(frame))
        .hasMessageContaining("codes are more");
  }

  /** A few bytes that claim many pixels must not take the memory of these. */
  @Test
  void a_frame_too_short_for_its_pixels_is_refused_before_they_are_made() throws Exception {
    byte[] frame = frame("lossless-12u-1.dcm");
    DicomImage image = DicomImage.read(file("lossless-12u-1.dcm"));
    JpegLosslessFrame.check(image, frame);

    assertThatThrownBy(() -> JpegLosslessFrame.check(image, Arrays.copyOf(frame, 200)))
        .hasMessageContaining("too short");
  }

  private static int find(byte[] frame, int marker) {
    int at = 0;
    while (frame[at] != (byte) 0xFF || frame[at + 1] != (byte) marker) {
      at++;
    }
    return at;
  }

  private static byte[] frame(String name) throws Exception {
    return DicomImage.read(file(name)).frame();
  }

  private static byte[] file(String name) throws Exception {
    try (InputStream in =
        JpegLosslessFrameTest.class.getResourceAsStream("/reference/dicom/files/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
