package dev.xray.core.audit.facts;

import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.image.DecodedImage;
import dev.xray.core.image.RecordKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** {@link ImageFacts} of an image and its lung mask, where there is one. */
final class FactsRecord implements RecordKind {
  private final MaskFinder masks;

  FactsRecord(MaskFinder masks) {
    this.masks = masks;
  }

  @Override
  public String name() {
    return "facts";
  }

  @Override
  public int size() {
    return ImageFacts.BYTES;
  }

  @Override
  public String content(LabeledImage image) throws XrayException, IOException {
    Optional<Path> mask = masks.lungs(image);
    if (mask.isEmpty()) {
      return image.sha256();
    }
    String both = image.sha256() + "+" + Hashes.sha256(bytes(mask.get()));
    return Hashes.sha256(both.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void make(DecodedImage image, ByteBuffer record) throws XrayException, IOException {
    Optional<Path> mask = masks.lungs(image.image());
    Optional<GreyImage> lungs =
        mask.isEmpty()
            ? Optional.empty()
            : Optional.of(ImageCodec.decodeGrey(bytes(mask.get()), mask.get().toString()));
    ImageFacts.of(image.bytes(), image.image().path().toString(), image.pixels(), lungs)
        .write(record);
  }

  private static byte[] bytes(Path file) throws XrayException, IOException {
    return ImageCodec.read(file, file.toString());
  }
}
