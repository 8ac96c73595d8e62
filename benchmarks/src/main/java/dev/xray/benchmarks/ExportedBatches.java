package dev.xray.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.Json;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What {@link PeerFiles} wrote of one epoch, or of the test images: read into memory once.
 *
 * @param size width × height of an image
 * @param images pixels in [0, 1], image after image
 * @param labels 0 or 1, one an image
 */
@SuppressWarnings("ArrayRecordComponent")
public record ExportedBatches(int size, float[] images, float[] labels) {
  /** An epoch's batches, from 1. */
  public static ExportedBatches epoch(Path folder, int epoch) throws IOException {
    return read(folder, String.format(Locale.ROOT, "epoch-%03d", epoch));
  }

  /** The test images. */
  public static ExportedBatches test(Path folder) throws IOException {
    return read(folder, "test");
  }

  /** Width and height, which are equal in the article. */
  public static int side(Path folder) throws Exception {
    return export(folder).get("width").asInt();
  }

  /** The run's seed. */
  public static long seed(Path folder) throws Exception {
    return export(folder).get("seed").asLong();
  }

  private static JsonNode export(Path folder) throws Exception {
    return Json.read(folder.resolve("export.json"), JsonNode.class);
  }

  private static ExportedBatches read(Path folder, String name) throws IOException {
    byte[] classes = Files.readAllBytes(folder.resolve(name + "-labels.u8"));
    float[] labels = new float[classes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = classes[i];
    }
    float[] images = floats(folder.resolve(name + "-images.f32"));
    return new ExportedBatches(images.length / labels.length, images, labels);
  }

  /** All of a file of raw little-endian float32. */
  public static float[] floats(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      var buffer =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer();
      float[] values = new float[buffer.remaining()];
      buffer.get(values);
      return values;
    }
  }

  /** Number of images. */
  public int count() {
    return labels.length;
  }

  /** A batch's pixels, copied. */
  public float[] images(int first, int count) {
    float[] some = new float[count * size];
    System.arraycopy(images, first * size, some, 0, some.length);
    return some;
  }

  /** A batch's labels, copied. */
  public float[] labels(int first, int count) {
    float[] some = new float[count];
    System.arraycopy(labels, first, some, 0, count);
    return some;
  }
}
