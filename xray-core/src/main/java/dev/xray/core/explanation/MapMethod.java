package dev.xray.core.explanation;

import dev.xray.core.SettingException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How a map is made. Every map is signed and of the logit of the positive class: above 0 where the
 * image speaks for the positive class, below 0 where it speaks for the negative one.
 */
public enum MapMethod {
  /**
   * Gradient times value of the last convolution, summed over its channels (Draelos and Carin 2020,
   * arXiv 2011.08891). Without averaging, the places sum up to the logit but for constants where
   * the layers after it are linear or relu.
   */
  HIRES_CAM("hires-cam", "HiResCAM"),
  /**
   * The channels of the last convolution, each weighted with the mean of its gradient over all
   * places (Selvaraju et al. 2017, ICCV), without its final relu, which would hide what speaks
   * against. Before a dense layer the mean mixes places that the network treats differently.
   */
  GRAD_CAM("grad-cam", "Grad-CAM"),
  /**
   * By how much the logit falls when a patch is covered (Zeiler and Fergus 2014, ECCV), at each
   * pixel the mean over the patches that cover it.
   */
  OCCLUSION("occlusion", "Occlusion");

  private final String key;
  private final String text;

  MapMethod(String key, String text) {
    this.key = key;
    this.text = text;
  }

  /** As a user writes it. */
  public String key() {
    return key;
  }

  /** Its name for a reader. */
  public String text() {
    return text;
  }

  /**
   * The method of a key.
   *
   * @throws SettingException if there is none; lists those that exist
   */
  public static MapMethod named(String key) throws SettingException {
    return Arrays.stream(values())
        .filter(method -> method.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new SettingException(
                    "explanation.method",
                    "is '"
                        + key
                        + "', but the methods are "
                        + Arrays.stream(values())
                            .map(MapMethod::key)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
