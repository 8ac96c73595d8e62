package dev.xray.core.audit.probe;

import dev.xray.core.Seed;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.image.Preprocessor;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One image, with all that a change of it may need. Decodes its file when first asked. */
final class ProbedImage {
  private static final String TILES = "probe tiles";

  private final ProbeImages images;
  private final Preprocessor preprocessor;
  private final Common common;
  private final int index;
  @Nullable private GreyImage decoded;

  /**
   * What is the same for all images.
   *
   * @param fill grey level of what is removed
   * @param donors for each image one of the other class; empty where there is none
   * @param seed of the tiles' places
   */
  record Common(int fill, List<Integer> donors, Seed seed) {}

  ProbedImage(ProbeImages images, Preprocessor preprocessor, Common common, int index) {
    this.images = images;
    this.preprocessor = preprocessor;
    this.common = common;
    this.index = index;
  }

  /** As the network sees it. */
  GreyImage seen() {
    return images.pixels().image(index);
  }

  /** An image of the other class, as the network sees it. */
  GreyImage donor() {
    return images.pixels().image(common.donors().get(index));
  }

  /** As decoded from its file. */
  GreyImage decoded() throws XrayException, IOException {
    if (decoded == null) {
      decoded = images.originals().decoded(index);
    }
    return decoded;
  }

  /** What the network would see of another picture. */
  GreyImage preprocessed(GreyImage picture) {
    return preprocessor.apply(picture);
  }

  /** Where the lungs are, with a rim around them. */
  Region lungs() throws XrayException, IOException {
    return images.lungs(index, decoded());
  }

  /** Grey level of what is removed. */
  int fill() {
    return common.fill();
  }

  /** For the places of its tiles. */
  RandomGenerator random() {
    return common.seed().random(TILES, index);
  }

  int width() {
    return images.pixels().width();
  }

  int height() {
    return images.pixels().height();
  }
}
