package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.runtime.Parallel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestsTest {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-04-01T12:00:00.5Z"));

  @TempDir Path folder;

  private Path images;
  private Path memory;
  private Path file;

  @BeforeEach
  void make_a_file() throws IOException {
    images = Files.createDirectory(folder.resolve("images"));
    memory = folder.resolve("memory");
    file = write("patient-7.png", "before", LONG_AGO);
  }

  @Test
  void a_file_that_looks_the_same_is_not_read_again_unless_asked_for() throws Exception {
    assertThat(remembered()).isEqualTo(digest("before"));
    overwrite("change", LONG_AGO);

    assertThat(remembered()).isEqualTo(digest("before"));
    assertThat(ask(FileDigests.rememberedIn(memory).rehashing())).isEqualTo(digest("change"));
    assertThat(remembered()).isEqualTo(digest("change"));
    assertThat(ask(FileDigests.forgetful())).isEqualTo(digest("change"));
  }

  @Test
  void another_size_is_noticed() throws Exception {
    remembered();
    overwrite("afterwards", LONG_AGO);

    assertThat(remembered()).isEqualTo(digest("afterwards"));
  }

  @Test
  void a_nanosecond_is_noticed_where_the_file_system_has_them() throws Exception {
    remembered();
    overwrite("change", FileTime.from(LONG_AGO.toInstant().plusNanos(1)));
    boolean kept = Files.getLastModifiedTime(file).equals(LONG_AGO);

    assertThat(remembered()).isEqualTo(digest(kept ? "before" : "change"));
  }

  @Test
  void another_file_of_the_same_name_size_and_time_is_noticed_by_its_inode() throws Exception {
    remembered();
    Path other = write("other.png", "change", LONG_AGO);
    Files.delete(file);
    Files.move(other, file);

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(LONG_AGO);
    assertThat(remembered()).isEqualTo(digest("change"));
  }

  @Test
  void a_file_that_was_written_just_before_is_read_again() throws Exception {
    FileTime now = FileTime.from(Instant.now());
    overwrite("before", now);
    remembered();
    overwrite("change", now);

    assertThat(remembered()).isEqualTo(digest("change"));
  }

  @Test
  void a_file_from_the_future_is_read_again() throws Exception {
    FileTime later = FileTime.from(Instant.now().plusSeconds(3600));
    overwrite("before", later);
    remembered();
    overwrite("change", later);

    assertThat(remembered()).isEqualTo(digest("change"));
  }

  @Test
  void what_is_damaged_is_ignored_and_made_anew() throws Exception {
    remembered();
    byte[] good = Files.readAllBytes(store());
    overwrite("change", LONG_AGO);
    List<byte[]> damaged = new ArrayList<>(List.of(new byte[0], new byte[] {1}, new byte[5000]));
    IntStream.range(0, good.length).forEach(at -> damaged.add(flipped(good, at)));
    IntStream.range(0, good.length).forEach(length -> damaged.add(cut(good, length)));
    for (byte[] bytes : damaged) {
      Files.write(store(), bytes);
      assertThat(remembered()).isEqualTo(digest("change"));
      assertThat(Files.size(store())).isEqualTo(good.length);
    }
    Files.write(store(), good);
    assertThat(remembered()).isEqualTo(digest("before"));
  }

  @Test
  void builds_that_run_at_the_same_time_do_not_harm_each_other() throws Exception {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      files.add(write("image-" + i, "content " + i, LONG_AGO));
    }
    Parallel.map(
        8,
        64,
        build -> {
          FileDigests digests = FileDigests.rememberedIn(memory);
          for (int i = build % 8; i < files.size(); i += 1 + build % 3) {
            assertThat(digests.sha256(images, "image-" + i, files.get(i)))
                .isEqualTo(digest("content " + i));
          }
          digests.save();
          return build;
        });
    assertThat(remembered()).isEqualTo(digest("before"));
    try (Stream<Path> left = Files.list(memory)) {
      assertThat(left).hasSize(1);
    }
  }

  @Test
  void other_jobs_files_of_the_folder_are_remembered_too() throws Exception {
    remembered();
    Path other = write("other.png", "other!", LONG_AGO);
    FileDigests digests = FileDigests.rememberedIn(memory);
    digests.sha256(images, "other.png", other);
    digests.save();
    overwrite("change", LONG_AGO);

    assertThat(remembered()).isEqualTo(digest("before"));
  }

  @Test
  void a_memory_that_cannot_be_written_does_no_harm() throws Exception {
    Files.writeString(memory, "a file where a folder should be");

    assertThat(remembered()).isEqualTo(digest("before"));
    overwrite("change", LONG_AGO);
    assertThat(remembered()).isEqualTo(digest("change"));
  }

  @Test
  void no_name_of_a_file_is_written_down() throws Exception {
    remembered();

    assertThat(new String(Files.readAllBytes(store()), StandardCharsets.ISO_8859_1))
        .doesNotContain("patient");
    assertThat(store().getFileName().toString()).matches("[0-9a-f]{64}");
  }

  @Test
  void a_full_memory_forgets_folders_that_were_not_used_for_long() throws Exception {
    Files.createDirectories(memory);
    for (int i = 0; i < FolderDigests.LIMIT; i++) {
      Path old = Files.createFile(memory.resolve("folder-" + i));
      Files.setLastModifiedTime(old, FileTime.fromMillis(1000L * (i + 1)));
    }
    remembered();

    assertThat(memory.resolve("folder-0")).doesNotExist();
    assertThat(memory.resolve("folder-1")).exists();
    overwrite("change", LONG_AGO);
    assertThat(remembered()).isEqualTo(digest("before"));
  }

  private String remembered() throws Exception {
    return ask(FileDigests.rememberedIn(memory));
  }

  private String ask(FileDigests digests) throws Exception {
    String sha256 = digests.sha256(images, "patient-7.png", file);
    digests.save();
    return sha256;
  }

  private Path store() throws IOException {
    try (Stream<Path> files = Files.list(memory)) {
      return files.findFirst().orElseThrow();
    }
  }

  private Path write(String name, String content, FileTime time) throws IOException {
    Path written = Files.writeString(images.resolve(name), content);
    return Files.setLastModifiedTime(written, time);
  }

  private void overwrite(String content, FileTime time) throws IOException {
    Files.setLastModifiedTime(Files.writeString(file, content), time);
  }

  private static String digest(String content) {
    return Hashes.sha256(content.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] flipped(byte[] good, int at) {
    byte[] bad = good.clone();
    bad[at] ^= 0x10;
    return bad;
  }

  private static byte[] cut(byte[] good, int length) {
    return Arrays.copyOf(good, length);
  }
}
