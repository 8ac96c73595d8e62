package dev.xray.core.audit.facts;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.xray.core.AtomicFiles;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.runtime.Parallel;
import dev.xray.core.runtime.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/**
 * Looks at images, and remembers in a file what it saw, so that no image is decoded twice. An image
 * is known by the SHA-256 of its file and of its mask.
 */
public final class FactsReader {
  private static final int FORMAT_VERSION = 1;

  private final MaskFinder masks;
  private final Path file;
  private final int threads;

  /**
   * A reader.
   *
   * @param masks where lung masks are
   * @param file remembers; made anew where it is missing or not readable
   * @param threads decode at a time
   */
  public FactsReader(MaskFinder masks, Path file, int threads) {
    this.masks = masks;
    this.file = file;
    this.threads = threads;
  }

  /**
   * What the file holds.
   *
   * @param formatVersion of these records
   * @param images by their keys
   */
  record Remembered(int formatVersion, Map<String, ImageFacts> images) {}

  /**
   * Looks at images.
   *
   * @param images to look at
   * @param decoded gets the number of images decoded so far, from several threads, one at a time;
   *     never called where all are remembered
   * @return one for each image, in their order
   * @throws XrayException if an image or mask cannot be decoded
   */
  public List<ImageFacts> read(List<LabeledImage> images, IntConsumer decoded)
      throws XrayException, IOException {
    Map<String, ImageFacts> known = remembered();
    Progress progress = new Progress(decoded);
    List<Seen> seen =
        Parallel.map(threads, images.size(), i -> look(images.get(i), known, progress));
    Map<String, ImageFacts> now = new TreeMap<>();
    seen.forEach(one -> now.put(one.key(), one.facts()));
    if (!now.keySet().equals(known.keySet())) {
      AtomicFiles.write(file, Json.MAPPER.writeValueAsBytes(new Remembered(FORMAT_VERSION, now)));
    }
    return seen.stream().map(Seen::facts).toList();
  }

  private record Seen(String key, ImageFacts facts) {}

  private Seen look(LabeledImage image, Map<String, ImageFacts> known, Progress progress)
      throws XrayException, IOException {
    Optional<Path> mask = masks.lungs(image);
    Optional<byte[]> maskBytes =
        mask.isEmpty()
            ? Optional.empty()
            : Optional.of(ImageCodec.read(mask.get(), mask.get().toString()));
    String key = image.sha256() + maskBytes.map(bytes -> "+" + Hashes.sha256(bytes)).orElse("");
    ImageFacts before = known.get(key);
    if (before != null) {
      return new Seen(key, before);
    }
    String name = image.path().toString();
    Optional<GreyImage> lungs =
        maskBytes.isEmpty()
            ? Optional.empty()
            : Optional.of(ImageCodec.decodeGrey(maskBytes.get(), mask.get().toString()));
    ImageFacts facts = ImageFacts.of(ImageCodec.read(image.path(), name), name, lungs);
    progress.one();
    return new Seen(key, facts);
  }

  private Map<String, ImageFacts> remembered() throws IOException {
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try {
      Remembered remembered = Json.MAPPER.readValue(Files.readAllBytes(file), Remembered.class);
      return remembered.formatVersion() == FORMAT_VERSION ? remembered.images() : Map.of();
    } catch (JsonProcessingException e) {
      return Map.of(); // of another version: looked at anew
    }
  }
}
