package dev.xray.core.image;

import dev.xray.core.Json;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.dataset.LabeledImage;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * An image as the network sees it: the {@link PixelDigest} of the decoded image, then the
 * preprocessed pixels.
 */
final class PixelRecord implements RecordKind {
  static final int DIGEST = 32;

  private final Preprocessing preprocessing;

  /**
   * With a preprocessing.
   *
   * @throws SettingException if a setting is out of range
   */
  PixelRecord(Preprocessing preprocessing) throws SettingException {
    preprocessing.validate();
    this.preprocessing = preprocessing;
  }

  @Override
  public String name() {
    return "pixels " + Json.text(preprocessing);
  }

  @Override
  public int size() {
    return DIGEST + preprocessing.width() * preprocessing.height();
  }

  @Override
  public void make(LabeledImage image, byte[] bytes, GreyImage decoded, ByteBuffer record)
      throws XrayException {
    record.put(HexFormat.of().parseHex(PixelDigest.of(decoded)));
    record.put(new Preprocessor(preprocessing).apply(decoded).pixels());
  }
}
