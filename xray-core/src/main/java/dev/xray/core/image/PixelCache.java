package dev.xray.core.image;

import dev.xray.core.SettingException;
import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.LabeledImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Images as the network sees them, by the content of their files and by the preprocessing: what was
 * preprocessed once is read from a file that is mapped into memory, so that nothing is decoded, and
 * memory does not grow with the number of images. The pixels are the same as without. Thread-safe.
 */
public final class PixelCache {
  private final RecordCache records;

  /** Keeps pixels among other records. */
  public PixelCache(RecordCache records) {
    this.records = records;
  }

  /**
   * Preprocessed images; decodes those that are not kept.
   *
   * @param preprocessing how
   * @param images which
   * @param classes give the labels their numbers
   * @param threads how many images at a time; at least 1
   * @param progress hears how many images were decoded, one call after the other, on any thread
   * @return the images in the same order
   * @throws UnreadableImageException if images cannot be decoded; names their files and the cure
   * @throws XrayException if a file has changed since it was listed
   * @throws IOException if a file cannot be read
   */
  public PreprocessedImages read(
      Preprocessing preprocessing,
      List<LabeledImage> images,
      Classes classes,
      int threads,
      IntConsumer progress)
      throws XrayException, IOException {
    Records read =
        new DecodedImages(images, threads)
            .records(records, kind(preprocessing), List.of(), progress);
    return new PreprocessedImages(
        new CachedPixels(read, PixelRecord.DIGEST, preprocessing, images, classes), digests(read));
  }

  /**
   * What is kept of each image.
   *
   * @throws SettingException if a setting is out of range
   */
  public static RecordKind kind(Preprocessing preprocessing) throws SettingException {
    return new PixelRecord(preprocessing, true);
  }

  private static List<String> digests(Records records) {
    List<String> digests = new ArrayList<>(records.size());
    byte[] digest = new byte[PixelRecord.DIGEST];
    for (int i = 0; i < records.size(); i++) {
      records.read(i, 0, digest);
      digests.add(Hashes.hex(digest));
    }
    return digests;
  }
}
