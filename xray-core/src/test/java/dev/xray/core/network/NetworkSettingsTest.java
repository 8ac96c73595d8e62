package dev.xray.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkSettingsTest {
  static List<Arguments> wrong() {
    return List.of(
        Arguments.of("network.channels", new NetworkSettings(2, List.of(8), 3, List.of(8), 0.5)),
        Arguments.of("network.filters", new NetworkSettings(1, List.of(), 3, List.of(8), 0.5)),
        Arguments.of("network.filters", new NetworkSettings(1, List.of(8, 0), 3, List.of(), 0.5)),
        Arguments.of("network.kernel", new NetworkSettings(1, List.of(8), 0, List.of(8), 0.5)),
        Arguments.of("network.dense", new NetworkSettings(1, List.of(8), 3, List.of(-1), 0.5)),
        Arguments.of("network.dropout", new NetworkSettings(1, List.of(8), 3, List.of(8), 1)),
        Arguments.of("network.dropout", new NetworkSettings(1, List.of(8), 3, List.of(8), -0.1)),
        Arguments.of(
            "network.dropout", new NetworkSettings(1, List.of(8), 3, List.of(8), Double.NaN)));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void a_setting_out_of_range_is_named(String setting, NetworkSettings settings) {
    assertThatThrownBy(settings::validate)
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo(setting));
  }

  @Test
  void an_image_that_the_layers_use_up_is_an_error_that_says_where() {
    assertThatThrownBy(() -> NetworkSummary.of(NetworkSettings.article(), 200, 8))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("network.filters")
        .hasMessageContaining("200 x 8 pixels")
        .hasMessageContaining("number 2");
  }

  @Test
  void the_smallest_image_that_fits_is_accepted() throws Exception {
    assertThat(NetworkSummary.of(NetworkSettings.article(), 10, 10).parameters())
        .isEqualTo(320 + 9_248 + 32 * 64 + 64 + 65);
  }

  @Test
  void a_variable_too_large_for_an_array_is_an_error() {
    NetworkSettings huge = new NetworkSettings(1, List.of(1000), 3, List.of(1000), 0.5);
    assertThatThrownBy(() -> NetworkSummary.of(huge, 2000, 2000))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("network.dense");
  }

  @Test
  void large_images_are_predicted_fewer_at_once() throws Exception {
    NetworkSettings article = NetworkSettings.article();
    assertThat(NetworkSummary.of(article, 64, 64).imagesAtOnce()).isEqualTo(32);
    assertThat(NetworkSummary.of(article, 200, 200).imagesAtOnce()).isEqualTo(32);
    // 61.2 million values an image, 4 bytes each.
    assertThat(NetworkSummary.of(article, 1000, 1000).imagesAtOnce()).isEqualTo(2);
    assertThat(NetworkSummary.of(article, 2000, 2000).imagesAtOnce()).isEqualTo(1);
  }

  @Test
  void the_summary_of_the_articles_network_reads_like_that_of_keras() throws Exception {
    assertThat(NetworkSummary.of(NetworkSettings.article(), 200, 200).toString())
        .isEqualTo(
            """
            Layer (type)                    Output shape              Parameters
            --------------------------------------------------------------------
            conv1 (Conv2D)                  (198, 198, 32)                   320
            pool1 (MaxPooling2D)            (99, 99, 32)                       0
            dropout1 (Dropout)              (99, 99, 32)                       0
            conv2 (Conv2D)                  (97, 97, 32)                   9,248
            pool2 (MaxPooling2D)            (48, 48, 32)                       0
            dropout2 (Dropout)              (48, 48, 32)                       0
            flatten (Flatten)               (73728)                            0
            dense1 (Dense)                  (64)                       4,718,656
            dropout_dense1 (Dropout)        (64)                               0
            output (Dense)                  (1)                               65
            --------------------------------------------------------------------
            Trainable parameters: 4,728,289 (18.04 MB)
            """);
  }
}
