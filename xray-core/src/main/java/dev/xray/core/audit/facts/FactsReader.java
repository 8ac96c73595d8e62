package dev.xray.core.audit.facts;

import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.image.RecordCache;
import dev.xray.core.image.Records;
import dev.xray.core.runtime.OpenCvRuntime;
import dev.xray.core.runtime.Parallel;
import dev.xray.core.runtime.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Looks at images, and keeps what it saw, so that no image is decoded twice. An image is known by
 * the SHA-256 of its file and of its mask.
 */
public final class FactsReader {
  private static final String KIND = "facts 1";

  private final MaskFinder masks;
  private final RecordCache records;
  private final int threads;

  /**
   * A reader.
   *
   * @param masks where lung masks are
   * @param records keep what was seen
   * @param threads decode at a time
   */
  public FactsReader(MaskFinder masks, RecordCache records, int threads) {
    this.masks = masks;
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
    OpenCvRuntime.load();
    Progress progress = new Progress(decoded);
    List<String> contents = Parallel.map(threads, images.size(), i -> content(images.get(i)));
    Records read =
        records.get(
            new RecordCache.Request(KIND, ImageFacts.BYTES, contents, threads),
            (index, record) -> {
              look(images.get(index)).write(record);
              progress.one();
            });
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

  /** SHA-256 of the image's file, or over those of image and mask. */
  private String content(LabeledImage image) throws XrayException, IOException {
    Optional<Path> mask = masks.lungs(image);
    if (mask.isEmpty()) {
      return image.sha256();
    }
    String both = image.sha256() + "+" + Hashes.sha256(bytes(mask.get()));
    return Hashes.sha256(both.getBytes(StandardCharsets.UTF_8));
  }

  private ImageFacts look(LabeledImage image) throws XrayException, IOException {
    Optional<Path> mask = masks.lungs(image);
    Optional<GreyImage> lungs =
        mask.isEmpty()
            ? Optional.empty()
            : Optional.of(ImageCodec.decodeGrey(bytes(mask.get()), mask.get().toString()));
    byte[] bytes = bytes(image.path());
    image.checkUnchanged(bytes);
    return ImageFacts.of(bytes, image.path().toString(), lungs);
  }

  private static byte[] bytes(Path file) throws XrayException, IOException {
    return ImageCodec.read(file, file.toString());
  }
}
