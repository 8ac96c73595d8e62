package dev.xray.core.explanation;

import dev.xray.core.SettingException;
import java.util.OptionalDouble;

/**
 * How patches are covered.
 *
 * @param patch side of the square patch in pixels of the network's input; 0: an eighth of the
 *     shorter side, at least 4
 * @param stride from one patch to the next in pixels; 0: half a patch
 * @param fill grey that covers, in [0, 1]; empty: the image's own mean
 */
public record OcclusionSettings(int patch, int stride, OptionalDouble fill) {
  /** An eighth of the shorter side, half a patch, the image's mean. */
  public static OcclusionSettings defaults() {
    return new OcclusionSettings(0, 0, OptionalDouble.empty());
  }

  /**
   * The same with numbers for the zeros.
   *
   * @throws SettingException naming the first setting that cannot be used on images of that size
   */
  OcclusionSettings on(int width, int height) throws SettingException {
    int shorter = Math.min(width, height);
    int side = patch == 0 ? Math.min(shorter, Math.max(4, shorter / 8)) : patch;
    int step = stride == 0 ? Math.max(1, side / 2) : stride;
    require(
        side >= 1 && side <= shorter,
        "patch",
        "is " + patch + ", but must be from 1 to " + shorter + ", the image's shorter side, or 0.");
    require(
        step >= 1 && step <= side,
        "stride",
        "is " + stride + ", but must be from 1 to " + side + ", the side of a patch, or 0.");
    require(
        fill.isEmpty() || fill.getAsDouble() >= 0 && fill.getAsDouble() <= 1,
        "fill",
        "is " + fill.orElse(0) + ", but must be from 0 (black) to 1 (white).");
    return new OcclusionSettings(side, step, fill);
  }

  private static void require(boolean holds, String setting, String demand)
      throws SettingException {
    if (!holds) {
      throw new SettingException("explanation.occlusion." + setting, demand);
    }
  }
}
