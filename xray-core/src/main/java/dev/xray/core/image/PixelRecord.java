package dev.xray.core.image;

import dev.xray.core.Json;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import java.nio.ByteBuffer;

/**
 * An image as the network sees it: the preprocessed pixels, after the {@link PixelDigest} of the
 * decoded image where that is wanted.
 */
final class PixelRecord implements RecordKind {
  /** Bytes of the digest. */
  static final int DIGEST = 32;

  private final Preprocessing preprocessing;
  private final boolean digest;

  /**
   * With a preprocessing.
   *
   * @param digest whether it begins with that
   * @throws SettingException if a setting is out of range
   */
  PixelRecord(Preprocessing preprocessing, boolean digest) throws SettingException {
    preprocessing.validate();
    this.preprocessing = preprocessing;
    this.digest = digest;
  }

  @Override
  public String name() {
    return (digest ? "pixels " : "pixels without digest ") + Json.text(preprocessing);
  }

  @Override
  public int size() {
    return (digest ? DIGEST : 0) + preprocessing.width() * preprocessing.height();
  }

  @Override
  public void make(DecodedImage image, ByteBuffer record) throws XrayException {
    if (digest) {
      record.put(image.digest());
    }
    record.put(new Preprocessor(preprocessing).apply(image.pixels()).pixels());
  }
}
