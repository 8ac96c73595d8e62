package dev.xray.core.audit.facts;

import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.FileDigests;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.image.DecodedImage;
import dev.xray.core.image.RecordKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@link ImageFacts} of an image and its lung mask, where there is one. */
final class FactsRecord implements RecordKind {
  private final MaskFinder masks;
  private final FileDigests digests;

  /** Of the masks that were found, by image file. */
  private final Map<Path, String> found = new ConcurrentHashMap<>();

  FactsRecord(MaskFinder masks, FileDigests digests) {
    this.masks = masks;
    this.digests = digests;
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
    Optional<String> mask = masks.lungsDigest(image, digests);
    if (mask.isEmpty()) {
      found.remove(image.path());
      return image.sha256();
    }
    found.put(image.path(), mask.get());
    String both = image.sha256() + "+" + mask.get();
    return Hashes.sha256(both.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void make(DecodedImage image, ByteBuffer record) throws XrayException, IOException {
    ImageFacts.of(
            image.bytes(), image.image().path().toString(), image.pixels(), lungs(image.image()))
        .write(record);
  }

  /** The mask whose digest is a part of {@link #content}, and no other. */
  private Optional<GreyImage> lungs(LabeledImage image) throws XrayException, IOException {
    String digest = found.get(image.path());
    if (digest == null) {
      return Optional.empty();
    }
    Path mask = masks.lungs(image).orElseThrow(() -> new NoSuchFileException(image.file()));
    byte[] bytes = ImageCodec.read(mask, mask.toString());
    LabeledImage.checkUnchanged(mask, bytes, digest);
    return Optional.of(ImageCodec.decodeGrey(bytes, mask.toString()));
  }
}
