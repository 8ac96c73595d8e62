package dev.xray.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes raw little-endian float32, which {@code numpy.fromfile} reads as {@code <f4}. */
final class FloatFile implements AutoCloseable {
  private final OutputStream out;
  private ByteBuffer buffer = ByteBuffer.allocate(0);

  FloatFile(Path file) throws IOException {
    out = new BufferedOutputStream(Files.newOutputStream(file));
  }

  /** Appends the first {@code count} values. */
  void write(float[] values, int count) throws IOException {
    if (buffer.capacity() < count * Float.BYTES) {
      buffer = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
    buffer.clear();
    buffer.asFloatBuffer().put(values, 0, count);
    out.write(buffer.array(), 0, count * Float.BYTES);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
