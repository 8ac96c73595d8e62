package dev.xray.core.explanation;

import dev.xray.core.SettingException;
import dev.xray.core.network.LastConvolution.Grid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** Covers patch after patch and looks at the logit. */
final class Occlusion {
  private final OcclusionSettings settings;
  private final int width;
  private final int height;
  private final int atOnce;
  private final BiFunction<float[], Integer, float[]> logits;
  private final List<Patch> patches = new ArrayList<>();

  private record Patch(int left, int top) {}

  /**
   * Constructs.
   *
   * @param atOnce images that are predicted at once
   * @param logits of images: pixels and their number to one logit each
   */
  Occlusion(
      OcclusionSettings settings,
      int width,
      int height,
      int atOnce,
      BiFunction<float[], Integer, float[]> logits)
      throws SettingException {
    this.settings = settings.on(width, height);
    this.width = width;
    this.height = height;
    this.atOnce = atOnce;
    this.logits = logits;
    for (int top : starts(height)) {
      for (int left : starts(width)) {
        patches.add(new Patch(left, top));
      }
    }
  }

  /** A stride apart, the last one flush with the edge, so that every pixel is covered. */
  private List<Integer> starts(int size) {
    List<Integer> starts = new ArrayList<>();
    int last = size - settings.patch();
    for (int start = 0; start < last; start += settings.stride()) {
      starts.add(start);
    }
    starts.add(last);
    return starts;
  }

  /** The map of one image of {@code width * height} values in [0, 1]. */
  HeatMap map(float[] image) {
    float whole = logits.apply(image, 1)[0];
    float fill = (float) settings.fill().orElseGet(() -> mean(image));
    double[] drops = new double[image.length];
    int[] times = new int[image.length];
    for (int first = 0; first < patches.size(); first += atOnce) {
      List<Patch> some = patches.subList(first, Math.min(first + atOnce, patches.size()));
      float[] covered = logits.apply(cover(image, some, fill), some.size());
      for (int i = 0; i < some.size(); i++) {
        add(some.get(i), (double) whole - covered[i], drops, times);
      }
    }
    float[] map = new float[image.length];
    for (int i = 0; i < map.length; i++) {
      map[i] = (float) (drops[i] / times[i]);
    }
    return new HeatMap(Grid.pixels(width, height), map);
  }

  private float[] cover(float[] image, List<Patch> some, float fill) {
    float[] covered = new float[some.size() * image.length];
    for (int i = 0; i < some.size(); i++) {
      System.arraycopy(image, 0, covered, i * image.length, image.length);
      for (int row = 0; row < settings.patch(); row++) {
        int start = i * image.length + (some.get(i).top() + row) * width + some.get(i).left();
        Arrays.fill(covered, start, start + settings.patch(), fill);
      }
    }
    return covered;
  }

  private void add(Patch patch, double drop, double[] drops, int[] times) {
    for (int y = patch.top(); y < patch.top() + settings.patch(); y++) {
      for (int x = patch.left(); x < patch.left() + settings.patch(); x++) {
        drops[y * width + x] += drop;
        times[y * width + x]++;
      }
    }
  }

  private static double mean(float[] image) {
    double sum = 0;
    for (float value : image) {
      sum += value;
    }
    return sum / image.length;
  }
}
