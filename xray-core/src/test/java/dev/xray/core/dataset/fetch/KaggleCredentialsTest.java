package dev.xray.core.dataset.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KaggleCredentialsTest {
  @TempDir private Path home;

  private Path token(Path folder, String text) throws Exception {
    return Files.writeString(Files.createDirectories(folder).resolve("kaggle.json"), text);
  }

  @Test
  void the_file_of_kaggle_is_read() throws Exception {
    token(home.resolve(".kaggle"), "{\"username\":\"me\",\"key\":\"abc123\"}");

    Credentials found = KaggleCredentials.find(Map.of(), home).orElseThrow();
    assertThat(found.user()).isEqualTo("me");
    assertThat(found.password()).isEqualTo("abc123");
    assertThat(found.toString()).contains("kaggle.json").doesNotContain("abc123");
  }

  @Test
  void the_environment_stands_before_the_file_and_may_say_where_it_is() throws Exception {
    token(home.resolve(".kaggle"), "{\"username\":\"me\",\"key\":\"home\"}");
    Path other = home.resolve("other");
    token(other, "{\"username\":\"me\",\"key\":\"other\"}");

    assertThat(
            KaggleCredentials.find(
                    Map.of("KAGGLE_USERNAME", "me", "KAGGLE_KEY", "environment"), home)
                .orElseThrow()
                .password())
        .isEqualTo("environment");
    assertThat(
            KaggleCredentials.find(Map.of("KAGGLE_CONFIG_DIR", other.toString()), home)
                .orElseThrow()
                .password())
        .isEqualTo("other");
    assertThat(
            KaggleCredentials.find(Map.of("KAGGLE_USERNAME", "me"), home).orElseThrow().password())
        .isEqualTo("home");
  }

  @Test
  void there_may_be_none() throws Exception {
    assertThat(KaggleCredentials.find(Map.of(), home)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3cr3t", "{\"username\":\"me\"}", "{\"key\":\"s3cr3t\"}", "{\"key\": s3cr3t"})
  void a_file_of_another_kind_is_refused_without_being_shown(String text) throws Exception {
    Path file = token(home.resolve(".kaggle"), text);

    assertThatThrownBy(() -> KaggleCredentials.find(Map.of(), home))
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("s3cr3t")
        .hasNoCause();
  }
}
