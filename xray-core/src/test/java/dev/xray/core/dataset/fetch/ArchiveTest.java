package dev.xray.core.dataset.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Folders;
import dev.xray.core.XrayException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
  private static final byte[] PICTURE = new byte[5000];

  static {
    new Random(1).nextBytes(PICTURE);
  }

  @TempDir private Path folder;
  private final Heard heard = new Heard();

  private Path target() {
    return folder.resolve("out/content");
  }

  private void unpack(String name, byte[] bytes) throws Exception {
    Path file = Files.write(folder.resolve("file"), bytes);
    new Archive(file, name, "lungs").unpack(target(), heard);
  }

  /** Entries: name, content; a name that ends with a slash is a folder. */
  private static byte[] zip(Object... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
      for (int i = 0; i < entries.length; i += 2) {
        out.putArchiveEntry(new ZipArchiveEntry((String) entries[i]));
        out.write((byte[]) entries[i + 1]);
        out.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private interface Filling {
    void fill(TarArchiveOutputStream out) throws IOException;
  }

  private static byte[] tar(Filling filling) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
      filling.fill(out);
    }
    return bytes.toByteArray();
  }

  private static byte[] gz(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static void put(TarArchiveOutputStream out, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(content.length);
    out.putArchiveEntry(entry);
    out.write(content);
    out.closeArchiveEntry();
  }

  private static void link(TarArchiveOutputStream out, String name, byte type, String to)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type);
    entry.setLinkName(to);
    out.putArchiveEntry(entry);
    out.closeArchiveEntry();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.zip", "no-suffix"})
  void a_zip_is_unpacked_whatever_its_name(String name) throws Exception {
    unpack(name, zip("images/", new byte[0], "images/a.png", PICTURE, "metadata.csv", text("x")));

    assertThat(target().resolve("images/a.png")).hasBinaryContent(PICTURE);
    assertThat(target().resolve("metadata.csv")).hasContent("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.tar.gz", "A.TGZ"})
  void a_packed_tar_is_unpacked(String name) throws Exception {
    unpack(name, gz(tar(out -> put(out, "./images/a.png", PICTURE))));

    assertThat(target().resolve("images/a.png")).hasBinaryContent(PICTURE);
  }

  @Test
  void a_tar_is_unpacked() throws Exception {
    unpack("a.tar", tar(out -> put(out, "images/a.png", PICTURE)));

    assertThat(target().resolve("images/a.png")).hasBinaryContent(PICTURE);
  }

  @Test
  void what_is_no_archive_is_a_file() throws Exception {
    unpack("metadata.csv", text("a,b"));

    assertThat(target().resolve("metadata.csv")).hasContent("a,b");
  }

  @Test
  void backslashes_of_an_old_packer_are_slashes() throws Exception {
    unpack("a.zip", zip("images\\a.png", PICTURE));

    assertThat(target().resolve("images/a.png")).hasBinaryContent(PICTURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.png",
        "images/../../evil.png",
        "..\\evil.png",
        "/evil.png",
        "\\evil.png",
        "C:\\evil.png",
        "c:evil.png",
        "images/..",
        "evil\u0000.png",
        "evil\n.png"
      })
  void a_name_that_leads_elsewhere_is_refused(String name) throws Exception {
    byte[] zip = zip("good.png", PICTURE, name, PICTURE);
    byte[] tar = gz(tar(out -> put(out, name, PICTURE)));

    assertThatThrownBy(() -> unpack("a.zip", zip))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("lungs");
    if (!name.contains("\u0000")) {
      // A tar's name ends at the zero.
      assertThatThrownBy(() -> unpack("a.tar.gz", tar))
          .isInstanceOf(XrayException.class)
          .hasMessageContaining("leads out of its folder");
    }
    assertThat(evil()).isEmpty();
  }

  private Stream<Path> evil() throws IOException {
    return Stream.concat(Files.walk(folder), Files.list(folder.getParent()))
        .filter(path -> path.toString().contains("evil"));
  }

  @Property(tries = 100)
  void no_name_whatsoever_leads_elsewhere(
      @ForAll
          @StringLength(max = 12)
          @Chars({'.', '/', '\\', ':', 'a', 'C', ' ', '~'})
          @NumericChars
          String name)
      throws Exception {
    Path parent = Files.createTempDirectory("safe");
    Path root = parent.resolve("a/b/c");
    try {
      SafeFolder.known(root, "lungs").file(name, new ByteArrayInputStream(PICTURE));
    } catch (XrayException e) {
      assertThat(e).hasMessageContaining("leads out of its folder");
    }
    try (Stream<Path> files = Files.walk(parent)) {
      assertThat(files.filter(Files::isRegularFile)).allMatch(file -> file.startsWith(root));
    }
    Folders.delete(parent);
  }

  @Test
  void links_and_devices_are_left_out_with_a_warning() throws Exception {
    unpack(
        "a.tar.gz",
        gz(
            tar(
                out -> {
                  put(out, "a.png", PICTURE);
                  link(out, "out", TarConstants.LF_SYMLINK, "/etc");
                  link(out, "hard", TarConstants.LF_LINK, "/etc/passwd");
                  link(out, "device", TarConstants.LF_CHR, "");
                })));

    assertThat(target()).isDirectoryNotContaining("glob:**/{out,hard,device}");
    assertThat(heard.text()).contains("WARNING lungs: 3 links and other special files", "out");
  }

  @Test
  void nothing_is_written_through_a_link_of_the_archive() throws Exception {
    unpack(
        "a.tar.gz",
        gz(
            tar(
                out -> {
                  link(out, "out", TarConstants.LF_SYMLINK, folder.toString());
                  put(out, "out/evil.png", PICTURE);
                })));

    assertThat(target().resolve("out/evil.png")).isRegularFile();
    assertThat(folder.resolve("evil.png")).doesNotExist();
  }

  @Test
  void a_link_in_a_zip_is_left_out() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
      ZipArchiveEntry link = new ZipArchiveEntry("out");
      link.setUnixMode(0120777);
      out.putArchiveEntry(link);
      out.write(text("/etc"));
      out.closeArchiveEntry();
    }
    unpack("a.zip", bytes.toByteArray());

    assertThat(target().resolve("out")).doesNotExist();
    assertThat(heard.text()).contains("WARNING lungs: 1 links");
  }

  @Test
  void what_unpacks_to_far_more_than_it_is_is_refused() throws Exception {
    byte[] zeros = new byte[65 << 20];

    assertThatThrownBy(() -> unpack("a.zip", zip("a.bin", zeros)))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("200 times its size");
    assertThatThrownBy(() -> unpack("a.tar.gz", gz(tar(out -> put(out, "b.bin", zeros)))))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("200 times its size");
  }

  @Test
  void two_entries_of_one_name_are_refused() throws Exception {
    assertThatThrownBy(() -> unpack("a.zip", zip("a.png", PICTURE, "a.png", text("other"))))
        .hasMessageContaining("two entries that are one file here: 'a.png'");
    assertThatThrownBy(() -> unpack("a.zip", zip("b", PICTURE, "b/c.png", PICTURE)))
        .hasMessageContaining("'b/c.png'");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.9, 0.999})
  void an_archive_that_ends_early_is_refused(double share) throws Exception {
    byte[] zip = zip("a.png", PICTURE, "b.png", PICTURE);
    byte[] tar = gz(tar(out -> put(out, "a.png", PICTURE)));

    assertThatThrownBy(() -> unpack("a.zip", Arrays.copyOf(zip, (int) (zip.length * share))))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("cannot be unpacked");
    Folders.delete(target());
    assertThatThrownBy(() -> unpack("a.tar.gz", Arrays.copyOf(tar, (int) (tar.length * share))))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("cannot be unpacked");
  }

  @Test
  void a_damaged_byte_is_noticed() throws Exception {
    byte[] zip = zip("a.png", PICTURE);
    byte[] tar = gz(tar(out -> put(out, "a.png", PICTURE)));
    zip[2000] ^= 1;
    tar[2000] ^= 1;

    assertThatThrownBy(() -> unpack("a.zip", zip)).hasMessageContaining("cannot be unpacked");
    Folders.delete(target());
    assertThatThrownBy(() -> unpack("a.tar.gz", tar)).hasMessageContaining("cannot be unpacked");
  }

  @Test
  void a_page_instead_of_an_archive_is_refused() {
    assertThatThrownBy(() -> unpack("a.zip", text("<html>Sign in</html>")))
        .hasMessageContaining("it is no zip file");
    assertThatThrownBy(() -> unpack("a.tgz", text("<html>Sign in</html>")))
        .hasMessageContaining("cannot be unpacked");
  }
}
