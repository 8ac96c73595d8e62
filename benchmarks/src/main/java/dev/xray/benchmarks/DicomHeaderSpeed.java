package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.DatasetReader;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.FileDigests;
import dev.xray.core.dataset.SourceSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long it takes to read a data set of DICOM files that no table names and that did not change,
 * as every question whether a build is up to date does. Arguments: a folder, in which all is made
 * and kept; the number of files, 2,000 unless given, of 1 MiB each; how often to read, five times
 * unless given. The first time hashes all files.
 */
public final class DicomHeaderSpeed {
  private static final Classes CLASSES = new Classes("normal", "covid");
  private static final int ROWS = 512;
  private static final int COLUMNS = 1024;

  private DicomHeaderSpeed() {}

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int files = arguments.length < 2 ? 2000 : Integer.parseInt(arguments[1]);
    int times = arguments.length < 3 ? 5 : Integer.parseInt(arguments[2]);
    if (!Files.exists(folder)) {
      make(folder, files);
    }
    DatasetSpec spec =
        new DatasetSpec(CLASSES, CLASSES.names().stream().map(of -> source(folder, of)).toList());
    for (int i = 0; i < times; i++) {
      FileDigests digests = FileDigests.rememberedIn(folder.resolve("digests"));
      Stopwatch watch = new Stopwatch();
      int images = DatasetReader.read(spec, new Seed(1), digests, text -> {}).images().size();
      System.out.println(images + " images: " + watch);
    }
  }

  private static SourceSpec source(Path folder, String label) {
    return new SourceSpec(label, Optional.empty(), folder.resolve(label), Map.of(), label, false);
  }

  private static void make(Path folder, int files) throws IOException {
    for (String label : CLASSES.names()) {
      Files.createDirectories(folder.resolve(label));
    }
    for (int i = 0; i < files; i++) {
      String label = CLASSES.names().get(i % 2);
      Path file = folder.resolve(label).resolve(String.format("IM%05d.dcm", i));
      Files.write(file, dicom(i));
      // A file that was written just now is not taken for unchanged.
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-04-01T12:00:00Z")));
    }
  }

  private static byte[] dicom(int number) {
    byte[] pixels = new byte[2 * ROWS * COLUMNS];
    new Seed(1).random("pixels", number).nextBytes(pixels);
    ByteBuffer file =
        ByteBuffer.allocate(2000 + pixels.length).order(ByteOrder.LITTLE_ENDIAN).position(128);
    file.put("DICM".getBytes(StandardCharsets.US_ASCII));
    text(file, 0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0");
    text(file, 0x0008, 0x0060, "CS", "DX");
    text(file, 0x0010, 0x0020, "LO", String.format("P%05d", number));
    text(file, 0x0018, 0x5101, "CS", "PA");
    text(file, 0x0028, 0x0004, "CS", "MONOCHROME2 ");
    for (List<Integer> element :
        List.of(
            List.of(0x0002, 1),
            List.of(0x0010, ROWS),
            List.of(0x0011, COLUMNS),
            List.of(0x0100, 16),
            List.of(0x0101, 16),
            List.of(0x0102, 15),
            List.of(0x0103, 0))) {
      head(file, 0x0028, element.get(0), "US");
      file.putShort((short) 2).putShort(element.get(1).shortValue());
    }
    head(file, 0x7FE0, 0x0010, "OW");
    file.putShort((short) 0).putInt(pixels.length).put(pixels);
    byte[] bytes = new byte[file.position()];
    file.flip().get(bytes);
    return bytes;
  }

  private static void text(ByteBuffer file, int group, int element, String vr, String text) {
    head(file, group, element, vr);
    file.putShort((short) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void head(ByteBuffer file, int group, int element, String vr) {
    file.putShort((short) group).putShort((short) element);
    file.put(vr.getBytes(StandardCharsets.US_ASCII));
  }
}
