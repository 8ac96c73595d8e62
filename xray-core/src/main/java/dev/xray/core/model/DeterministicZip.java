package dev.xray.core.model;

import dev.xray.core.AtomicFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes zip files whose bytes depend on the content alone: entries sorted by name, one fixed time,
 * and stored, since what a deflater makes of the same bytes differs between JDKs (and weights
 * hardly shrink).
 */
final class DeterministicZip {
  /**
   * A month after the first time that a zip can hold: beside the very first the JDK writes a second
   * one, in UTC, which depends on the time zone of the machine.
   */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private DeterministicZip() {}

  static void write(Path file, SortedMap<String, byte[]> entries) throws IOException {
    AtomicFiles.write(file, temporary -> fill(temporary, entries));
  }

  private static void fill(Path file, SortedMap<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(header(entry.getKey(), entry.getValue()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }

  private static ZipEntry header(String name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    return entry;
  }
}
