package dev.xray.core.dataset.fetch;

import dev.xray.core.XrayException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * A file as it was downloaded: a zip by its first bytes, a tar or tar.gz by its name, or just a
 * file.
 *
 * @param file where it lies
 * @param name its own name, such as {@code images.tar.gz}; becomes the file's if it is no archive
 * @param what the name of the collection, for messages
 */
record Archive(Path file, String name, String what) {
  private static final int ZIP = 0x504b0304;
  private static final int EMPTY_ZIP = 0x504b0506;
  private static final Set<Byte> FILES =
      Set.of(
          TarConstants.LF_NORMAL,
          TarConstants.LF_OLDNORM,
          TarConstants.LF_CONTIG,
          TarConstants.LF_GNUTYPE_SPARSE);
  private static final long LITTLE_SPACE = 1 << 20;

  /**
   * Unpacks it, or copies it if it is no archive.
   *
   * @param folder is made
   * @throws XrayException if it is broken, or something in it is not safe; the folder is then to be
   *     removed
   */
  void unpack(Path folder, FetchListener listener) throws IOException, XrayException {
    SafeFolder target = SafeFolder.unpacked(folder, what, Files.size(file));
    String lower = name.toLowerCase(Locale.ROOT);
    try {
      if (isZip()) {
        zip(target, listener);
      } else if (lower.endsWith(".tar.gz") || lower.endsWith(".tgz")) {
        try (InputStream in = open()) {
          tar(
              GzipCompressorInputStream.builder()
                  .setInputStream(in)
                  .setDecompressConcatenated(true)
                  .get(),
              target,
              listener);
        }
      } else if (lower.endsWith(".tar")) {
        try (InputStream in = open()) {
          tar(in, target, listener);
        }
      } else if (lower.endsWith(".zip")) {
        throw broken("it is no zip file");
      } else {
        try (InputStream in = open()) {
          target.file(name, in);
        }
      }
    } catch (FileSystemException e) {
      throw e;
    } catch (EOFException e) {
      throw broken("it ends early");
    } catch (IOException e) {
      // A full disk is not the archive's fault.
      if (Files.getFileStore(folder).getUsableSpace() < LITTLE_SPACE) {
        throw e;
      }
      throw broken(String.valueOf(e.getMessage()));
    }
    if (!target.leftOut().isEmpty()) {
      listener.warning(
          what
              + ": "
              + target.leftOut().size()
              + " links and other special files were left out, the first is "
              + target.leftOut().get(0)
              + ".");
    }
  }

  private XrayException broken(String why) {
    return new XrayException(
        what + ", " + name + ", cannot be unpacked: " + why + ". Is it the file you mean?");
  }

  private InputStream open() throws IOException {
    return new BufferedInputStream(Files.newInputStream(file));
  }

  private boolean isZip() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(4);
      if (start.length < 4) {
        return false;
      }
      int magic = (start[0] << 24) | (start[1] << 16) | (start[2] << 8) | start[3];
      return magic == ZIP || magic == EMPTY_ZIP;
    }
  }

  private void zip(SafeFolder target, FetchListener listener) throws IOException, XrayException {
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      long done = 0;
      var entries = Collections.list(zip.getEntries());
      for (ZipArchiveEntry entry : entries) {
        if (entry.isUnixSymlink()) {
          target.leaveOut(entry.getName());
        } else if (entry.isDirectory()) {
          target.directory(entry.getName());
        } else {
          unzip(zip, entry, target);
        }
        listener.progress("Unpacking " + what, ++done, entries.size(), "files");
      }
    }
  }

  private void unzip(ZipFile zip, ZipArchiveEntry entry, SafeFolder target)
      throws IOException, XrayException {
    if (!zip.canReadEntryData(entry)) {
      throw broken(entry.getName() + " is encrypted, or packed by a method that xray has not");
    }
    CRC32 crc = new CRC32();
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), crc)) {
      target.file(entry.getName(), in);
    }
    if (crc.getValue() != entry.getCrc()) {
      throw broken(entry.getName() + " is damaged in it");
    }
  }

  private void tar(InputStream in, SafeFolder target, FetchListener listener)
      throws IOException, XrayException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      long done = 0;
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isDirectory()) {
          target.directory(entry.getName());
        } else if (FILES.contains(entry.getLinkFlag())) {
          target.file(entry.getName(), tar);
        } else {
          target.leaveOut(entry.getName());
        }
        listener.progress("Unpacking " + what, ++done, -1, "files");
      }
      // The checksum of a gzip stands behind the tar's end.
      in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
