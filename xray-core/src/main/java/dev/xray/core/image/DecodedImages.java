package dev.xray.core.image;

import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.runtime.OpenCvRuntime;
import dev.xray.core.runtime.Parallel;
import dev.xray.core.runtime.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Images of which records are wanted. Decoding takes most of the time, so that whoever decodes an
 * image for one kind of record makes those of other kinds alongside, for those who ask next.
 */
public final class DecodedImages {
  private final List<LabeledImage> images;
  private final int threads;

  /**
   * Images.
   *
   * @param threads how many images at a time; at least 1
   */
  public DecodedImages(List<LabeledImage> images, int threads) {
    this.images = List.copyOf(images);
    this.threads = threads;
  }

  /**
   * Records of all images; decodes those of which none is kept.
   *
   * @param cache keeps records
   * @param kind of the records that are wanted
   * @param alongside kinds of records that are made too of an image that has to be decoded, if they
   *     can be kept and are not
   * @param progress hears how many images were decoded, one call after the other, on any thread
   * @return those wanted, in the order of the images
   * @throws UnreadableImageException if images cannot be decoded; names all of them
   * @throws XrayException if a file has changed since it was listed
   * @throws IOException if a file cannot be read
   */
  public Records records(
      RecordCache cache, RecordKind kind, List<RecordKind> alongside, IntConsumer progress)
      throws XrayException, IOException {
    OpenCvRuntime.load();
    Progress decoded = new Progress(progress);
    List<RecordCache.Request> others = new ArrayList<>();
    for (RecordKind other : alongside) {
      others.add(request(other));
    }
    return cache.get(
        request(kind),
        others,
        (index, record, otherRecords) -> {
          LabeledImage image = images.get(index);
          String file = image.path().toString();
          byte[] bytes = ImageCodec.read(image.path(), file);
          image.checkUnchanged(bytes);
          DecodedImage made = new DecodedImage(image, bytes, ImageCodec.decodeGrey(bytes, file));
          kind.make(made, record);
          for (int i = 0; i < alongside.size(); i++) {
            if (otherRecords.get(i).isPresent()) {
              alongside.get(i).make(made, otherRecords.get(i).get());
            }
          }
          decoded.one();
        });
  }

  private RecordCache.Request request(RecordKind kind) throws XrayException, IOException {
    return new RecordCache.Request(
        kind.name(),
        kind.size(),
        Parallel.map(threads, images.size(), i -> kind.content(images.get(i))),
        threads);
  }
}
