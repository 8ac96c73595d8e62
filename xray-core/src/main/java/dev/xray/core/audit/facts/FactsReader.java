package dev.xray.core.audit.facts;

import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.FileDigests;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.image.DecodedImages;
import dev.xray.core.image.RecordCache;
import dev.xray.core.image.RecordKind;
import dev.xray.core.image.Records;
import java.io.IOException;
import java.util.AbstractList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Looks at images, and keeps what it saw, so that no image is decoded twice. An image is known by
 * the SHA-256 of its file and of its mask.
 */
public final class FactsReader {
  private final MaskFinder masks;
  private final FileDigests digests;
  private final RecordCache records;
  private final int threads;

  /**
   * A reader.
   *
   * @param masks where lung masks are
   * @param digests tell the SHA-256 of masks
   * @param records keep what was seen
   * @param threads decode at a time
   */
  public FactsReader(MaskFinder masks, FileDigests digests, RecordCache records, int threads) {
    this.masks = masks;
    this.digests = digests;
    this.records = records;
    this.threads = threads;
  }

  /**
   * Looks at images.
   *
   * @param images to look at
   * @param decoded gets the number of images decoded so far, from several threads, one at a time;
   *     never called where all are known
   * @return one for each image, in their order; each is read when it is asked for, so that not all
   *     are on the heap at a time
   * @throws UnreadableImageException if images or masks cannot be decoded; names all of them
   * @throws XrayException if a file has changed since it was listed
   * @throws IOException if a file cannot be read
   */
  public List<ImageFacts> read(List<LabeledImage> images, IntConsumer decoded)
      throws XrayException, IOException {
    Records read =
        new DecodedImages(images, threads)
            .records(records, kind(masks, digests), List.of(), decoded);
    digests.save();
    return new AbstractList<>() {
      @Override
      public ImageFacts get(int index) {
        return ImageFacts.read(read.get(index));
      }

      @Override
      public int size() {
        return read.size();
      }
    };
  }

  /**
   * What is kept of each image.
   *
   * @param masks where lung masks are
   * @param digests tell the SHA-256 of masks
   */
  public static RecordKind kind(MaskFinder masks, FileDigests digests) {
    return new FactsRecord(masks, digests);
  }
}
