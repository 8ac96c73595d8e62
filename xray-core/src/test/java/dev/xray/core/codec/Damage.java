package dev.xray.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.UnreadableImageException;
import java.util.List;

/** Files some of whose bytes are changed. */
final class Damage {
  private Damage() {}

  /**
   * Changes bytes; the file must then be decoded, or refused by its name.
   *
   * @param places of the changes; half of them are made to hit the front
   * @param front so many bytes, where the structure of the file is
   */
  static void isDecodedOrRefused(byte[] bytes, List<Integer> places, int front, byte value)
      throws Exception {
    for (int place : places) {
      bytes[place % (place % 2 == 0 ? bytes.length : Math.min(front, bytes.length))] = value;
    }
    try {
      GreyImage image = ImageCodec.decodeGrey(bytes, "damaged");
      assertThat(image.pixels()).hasSize(image.width() * image.height());
    } catch (UnreadableImageException e) {
      assertThat(e).hasMessageStartingWith("damaged ").hasMessageEndingWith(".");
    }
  }
}
