package dev.xray.core.pipeline;

import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.audit.Finding;
import dev.xray.core.audit.NamedImage;
import dev.xray.core.audit.leakage.Leakage;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.image.Shrunk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small pictures of what findings name. */
final class FindingPictures {
  /** Longer side of the pictures on the page, twice for sharp screens. */
  private static final int SIDE = 440;

  /** Groups of a finding of which pictures are kept. */
  private static final int GROUPS = 100;

  private FindingPictures() {}

  /** By their path, as far as they can be decoded. */
  static Map<Path, GreyImage> of(Leakage leakage) throws XrayException, IOException {
    Map<Path, GreyImage> pictures = new HashMap<>();
    for (Finding finding : leakage.findings()) {
      for (List<NamedImage> group : finding.groups().stream().limit(GROUPS).toList()) {
        for (NamedImage image : group) {
          if (!pictures.containsKey(image.path())) {
            small(image.path()).ifPresent(each -> pictures.put(image.path(), each));
          }
        }
      }
    }
    return pictures;
  }

  /** A small picture of an image; empty where it cannot be decoded. */
  static Optional<GreyImage> small(Path path) throws IOException, XrayException {
    try {
      return Optional.of(Shrunk.of(ImageCodec.decodeGrey(path), SIDE));
    } catch (UnreadableImageException e) {
      return Optional.empty();
    }
  }
}
