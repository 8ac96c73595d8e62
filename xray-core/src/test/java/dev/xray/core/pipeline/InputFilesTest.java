package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  @TempDir Path folder;

  @BeforeEach
  void make_files() throws IOException {
    Files.createDirectories(folder.resolve("deep [1]"));
    for (String name : List.of("b.PNG", "a.jpeg", "notes.txt", "deep [1]/c.tif")) {
      Files.createFile(folder.resolve(name));
    }
  }

  @Test
  void a_folder_gives_its_images_in_sorted_order() throws Exception {
    assertThat(names(folder.toString())).containsExactly("a.jpeg", "b.PNG", "deep [1]/c.tif");
  }

  @Test
  void a_glob_gives_the_images_that_match() throws Exception {
    assertThat(names(folder + "/*")).containsExactly("a.jpeg", "b.PNG");
    assertThat(names(folder + "/**/*.tif")).containsExactly("deep [1]/c.tif");
  }

  @Test
  void a_folder_whose_name_looks_like_a_glob_is_a_folder() throws Exception {
    assertThat(names(folder + "/deep [1]")).containsExactly("deep [1]/c.tif");
  }

  @Test
  void a_file_named_twice_counts_once() throws Exception {
    assertThat(names(folder + "/a.jpeg", folder + "/*.jpeg")).containsExactly("a.jpeg");
  }

  @Test
  void what_names_nothing_is_refused() {
    for (String input : List.of("/nowhere", "/*.bmp", "/nowhere/*.png")) {
      assertThatThrownBy(() -> InputFiles.find(List.of(folder + input)))
          .isInstanceOf(SettingException.class)
          .hasMessageContaining(input);
    }
    assertThatThrownBy(() -> InputFiles.find(List.of())).isInstanceOf(SettingException.class);
  }

  private List<String> names(String... inputs) throws Exception {
    return InputFiles.find(List.of(inputs)).stream()
        .map(file -> folder.relativize(file).toString().replace('\\', '/'))
        .toList();
  }
}
