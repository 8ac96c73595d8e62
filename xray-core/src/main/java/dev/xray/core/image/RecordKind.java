package dev.xray.core.image;

import dev.xray.core.XrayException;
import dev.xray.core.dataset.LabeledImage;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Something of a fixed length that is made from an image once it is decoded, and then kept. */
public interface RecordKind {
  /** Says all that decides a record besides what it is made from and the versions of software. */
  String name();

  /** Bytes of a record. */
  int size();

  /**
   * SHA-256 of what a record is made from, in hex: the image's file, unless more goes into it.
   *
   * @throws XrayException if something else that goes into it cannot be read
   */
  default String content(LabeledImage image) throws XrayException, IOException {
    return image.sha256();
  }

  /**
   * Makes a record; called on any thread.
   *
   * @param image from which it is made
   * @param record is filled from its start
   */
  void make(DecodedImage image, ByteBuffer record) throws XrayException, IOException;
}
