package dev.xray.core.network;

import dev.xray.core.SettingException;
import java.util.List;

/**
 * Shape of the ConvNet: for each entry of {@code filters} Conv 3 x 3 valid relu, MaxPool 2,
 * Dropout; then Flatten, for each entry of {@code dense} Dense relu, Dropout; then Dense 1 sigmoid.
 *
 * @param channels 1, or 3 to repeat the grey channel
 * @param filters output channels of each convolution; the article: 32, 32
 * @param kernel side of each convolution kernel; the article: 3
 * @param dense units of each dense layer before the last; the article: 64
 * @param dropout share of dropped activations, in [0, 1); the article: 0.6
 */
public record NetworkSettings(
    int channels, List<Integer> filters, int kernel, List<Integer> dense, double dropout) {
  /** Copies the lists. */
  public NetworkSettings {
    filters = List.copyOf(filters);
    dense = List.copyOf(dense);
  }

  /** The article's network: 4,728,289 parameters on images of 200 x 200. */
  public static NetworkSettings article() {
    return new NetworkSettings(1, List.of(32, 32), 3, List.of(64), 0.6);
  }

  /**
   * Checks the ranges. Whether the layers fit images of a given size is checked by {@link
   * NetworkSummary#of}.
   *
   * @throws SettingException naming the first setting that is out of range
   */
  public void validate() throws SettingException {
    require(channels == 1 || channels == 3, "channels", channels, "must be 1 or 3");
    require(!filters.isEmpty(), "filters", filters, "needs at least one convolution");
    require(positive(filters), "filters", filters, "must hold numbers of at least 1");
    require(kernel >= 1, "kernel", kernel, "must be at least 1");
    require(positive(dense), "dense", dense, "must hold numbers of at least 1");
    require(dropout >= 0 && dropout < 1, "dropout", dropout, "must be from 0 to less than 1");
  }

  private static boolean positive(List<Integer> numbers) {
    return numbers.stream().allMatch(number -> number >= 1);
  }

  private static void require(boolean holds, String setting, Object value, String demand)
      throws SettingException {
    if (!holds) {
      throw new SettingException("network." + setting, "is " + value + ", but " + demand + ".");
    }
  }
}
