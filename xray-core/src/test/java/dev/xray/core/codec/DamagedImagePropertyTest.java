package dev.xray.core.codec;

import dev.xray.core.ReferenceImages;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DamagedImagePropertyTest {
  @Property(tries = 300)
  void a_file_with_changed_bytes_is_decoded_or_refused_by_name(
      @ForAll("files") String file,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 1_000_000) Integer> places,
      @ForAll byte value)
      throws Exception {
    Damage.isDecodedOrRefused(ReferenceImages.file(file), places, 64, value);
  }

  @Provide
  Arbitrary<String> files() {
    return Arbitraries.of(
        "grey.png",
        "grey16.png",
        "colour.jpg",
        "progressive.jpg",
        "cmyk.jpg",
        "exif6.jpg",
        "grey.tif",
        "colour.tif",
        "grey16.tif",
        "grey.bmp",
        "colour.bmp",
        "colour.webp",
        "lossless.webp");
  }
}
