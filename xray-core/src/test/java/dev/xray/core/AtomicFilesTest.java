package dev.xray.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
  @TempDir Path folder;

  @Test
  void a_file_is_replaced_and_its_folder_made() throws IOException {
    Path file = folder.resolve("new/file.txt");
    AtomicFiles.write(file, new byte[] {1});
    AtomicFiles.write(file, new byte[] {2, 3});
    assertThat(file).hasBinaryContent(new byte[] {2, 3});
    assertOnly(file);
  }

  @Test
  void a_failed_write_leaves_the_old_content_and_nothing_else() throws IOException {
    Path file = folder.resolve("file.txt");
    AtomicFiles.write(file, new byte[] {1});
    assertThatThrownBy(
            () ->
                AtomicFiles.write(
                    file,
                    temporary -> {
                      Files.write(temporary, new byte[] {2});
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(file).hasBinaryContent(new byte[] {1});
    assertOnly(file);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_file_has_the_permissions_of_any_other_file() throws IOException {
    Path ours = folder.resolve("ours");
    AtomicFiles.write(ours, new byte[0]);
    Path other = Files.createFile(folder.resolve("other"));
    assertThat(Files.getPosixFilePermissions(ours))
        .isEqualTo(Files.getPosixFilePermissions(other))
        .contains(PosixFilePermission.OWNER_READ);
  }

  private static void assertOnly(Path file) throws IOException {
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }
}
