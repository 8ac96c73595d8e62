package dev.xray.core.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.xray.core.AtomicFiles;
import dev.xray.core.Json;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.network.AdamState;
import dev.xray.core.network.NamedArray;
import dev.xray.core.network.Weights;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The file format of a checkpoint: the line {@code xray checkpoint 1}, the length of a JSON header
 * and the header (inputs digest, epochs, names and shapes), then all values as big-endian floats:
 * weights, Adam's m, Adam's v, best weights if there are any; last the SHA-256 of all before it.
 */
final class CheckpointFile {
  private static final byte[] MAGIC = "xray checkpoint 1\n".getBytes(StandardCharsets.UTF_8);
  private static final int DIGEST_LENGTH = 32;
  private static final int LARGEST_HEADER = 1 << 26;

  private CheckpointFile() {}

  /** What the values mean. */
  private record Header(
      String inputsDigest,
      List<EpochResult> epochs,
      boolean finished,
      long steps,
      List<Variable> variables,
      OptionalInt bestEpoch,
      OptionalDouble bestLoss,
      boolean bestWeights) {}

  private record Variable(String name, List<Long> shape) {}

  /** The file is damaged, of another version or of other inputs. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String problem) {
      super(problem);
    }
  }

  /** Writes a checkpoint, replacing an older one atomically. */
  static void write(Path file, String inputsDigest, Checkpoint checkpoint) throws IOException {
    AtomicFiles.write(
        file, temporary -> fill(temporary, header(inputsDigest, checkpoint), checkpoint));
  }

  private static Header header(String inputsDigest, Checkpoint checkpoint) {
    Optional<Checkpoint.Best> best = checkpoint.best();
    return new Header(
        inputsDigest,
        checkpoint.epochs(),
        checkpoint.finished(),
        checkpoint.state().steps(),
        checkpoint.state().weights().arrays().stream()
            .map(array -> new Variable(array.name(), Arrays.stream(array.shape()).boxed().toList()))
            .toList(),
        best.map(b -> OptionalInt.of(b.epoch())).orElse(OptionalInt.empty()),
        best.map(b -> OptionalDouble.of(b.loss())).orElse(OptionalDouble.empty()),
        best.flatMap(Checkpoint.Best::weights).isPresent());
  }

  private static void fill(Path file, Header header, Checkpoint checkpoint) throws IOException {
    MessageDigest digest = Hashes.sha256();
    try (OutputStream raw = Files.newOutputStream(file);
        DataOutputStream out =
            new DataOutputStream(
                new BufferedOutputStream(new DigestOutputStream(raw, digest), 1 << 16))) {
      byte[] json = Json.text(header).getBytes(StandardCharsets.UTF_8);
      out.write(MAGIC);
      out.writeInt(json.length);
      out.write(json);
      write(out, checkpoint.state().weights());
      write(out, checkpoint.state().means());
      write(out, checkpoint.state().squares());
      Optional<Weights> best = checkpoint.best().flatMap(Checkpoint.Best::weights);
      if (best.isPresent()) {
        write(out, best.get());
      }
      out.flush();
      raw.write(digest.digest());
    }
  }

  private static void write(DataOutputStream out, Weights weights) throws IOException {
    for (NamedArray array : weights.arrays()) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(array.values().length, 4));
      bytes.asFloatBuffer().put(array.values());
      out.write(bytes.array());
    }
  }

  /**
   * Reads a checkpoint.
   *
   * @param inputsDigest that it must have
   * @throws UnusableException if it cannot be used; the message reads on after "the checkpoint in
   *     FILE"
   * @throws IOException if the file cannot be read
   */
  static Checkpoint read(Path file, String inputsDigest) throws IOException, UnusableException {
    verifySum(file);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        throw new UnusableException("was written by another version of xray");
      }
      Header header = readHeader(in);
      if (!header.inputsDigest().equals(inputsDigest)) {
        throw new UnusableException(
            "belongs to other inputs (images, labels, settings or versions)");
      }
      AdamState state =
          new AdamState(read(in, header), read(in, header), read(in, header), header.steps());
      return new Checkpoint(header.epochs(), header.finished(), state, best(in, header));
    }
  }

  private static Optional<Checkpoint.Best> best(DataInputStream in, Header header)
      throws IOException {
    if (header.bestEpoch().isEmpty()) {
      return Optional.empty();
    }
    Optional<Weights> weights =
        header.bestWeights() ? Optional.of(read(in, header)) : Optional.empty();
    return Optional.of(
        new Checkpoint.Best(
            header.bestEpoch().getAsInt(),
            header.bestLoss().orElse(Double.POSITIVE_INFINITY),
            weights));
  }

  private static Header readHeader(DataInputStream in) throws IOException, UnusableException {
    int length = in.readInt();
    if (length < 0 || length > LARGEST_HEADER) {
      throw new UnusableException("is damaged");
    }
    try {
      return Json.MAPPER.readValue(in.readNBytes(length), Header.class);
    } catch (JsonProcessingException e) {
      throw new UnusableException("was written by another version of xray");
    }
  }

  private static Weights read(DataInputStream in, Header header) throws IOException {
    List<NamedArray> arrays = new ArrayList<>();
    for (Variable variable : header.variables()) {
      long[] shape = variable.shape().stream().mapToLong(Long::longValue).toArray();
      int size = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
      byte[] bytes = new byte[Math.multiplyExact(size, 4)];
      in.readFully(bytes);
      float[] values = new float[size];
      ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
      arrays.add(new NamedArray(variable.name(), shape, values));
    }
    return new Weights(arrays);
  }

  private static void verifySum(Path file) throws IOException, UnusableException {
    long content = Files.size(file) - DIGEST_LENGTH;
    if (content < 0) {
      throw new UnusableException("is damaged");
    }
    MessageDigest digest = Hashes.sha256();
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = new DigestInputStream(raw, digest)) {
      byte[] buffer = new byte[1 << 16];
      long left = content;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new UnusableException("is damaged");
        }
        left -= read;
      }
      if (!Arrays.equals(digest.digest(), raw.readNBytes(DIGEST_LENGTH))) {
        throw new UnusableException("is damaged");
      }
    }
  }
}
