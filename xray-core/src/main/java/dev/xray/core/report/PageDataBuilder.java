package dev.xray.core.report;

import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.Method;
import dev.xray.core.evaluation.Metric;
import dev.xray.core.evaluation.ReliabilityBin;
import dev.xray.core.report.EvaluationDocument.SliceDocument;
import dev.xray.core.report.PageData.Range;
import dev.xray.core.report.PageData.SetData;
import dev.xray.core.report.PageData.SliceData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Gathers what the page's scripts compute with. */
final class PageDataBuilder {
  /**
   * What does not depend on a set.
   *
   * @param start threshold that is shown first
   * @param z two-sided normal quantile of the intervals' confidence
   * @param prevalence the declared one
   * @param uncalibrated reliability of the set shown, as it was before calibration
   */
  record Settings(
      double start, double z, OptionalDouble prevalence, List<ReliabilityBin> uncalibrated) {}

  private final Classes classes;
  private final boolean published;
  private final Map<String, Integer> sources = new LinkedHashMap<>();
  private int picturesLeft;

  /**
   * Constructs a builder.
   *
   * @param published whether the page is to leave the machine: it then does not tell which image
   *     belongs to a slice, since sex, age and view together can point at a person
   * @param pictures how many pictures there may be besides those that the page shows already
   */
  PageDataBuilder(Classes classes, boolean published, int pictures) {
    this.classes = classes;
    this.published = published;
    this.picturesLeft = pictures;
  }

  PageData build(List<PageSet> sets, PageSet shown, Settings settings) {
    List<SetData> data = new ArrayList<>();
    for (PageSet set : sets) {
      data.add(set(set, set == shown ? Map.of() : pictures(set, settings.start())));
    }
    return new PageData(
        classes.negative(),
        classes.positive(),
        settings.start(),
        settings.z(),
        settings.prevalence(),
        ranges(),
        methods(),
        List.copyOf(sources.keySet()),
        sets.indexOf(shown),
        settings.uncalibrated(),
        data);
  }

  private SetData set(PageSet set, Map<Integer, String> pictures) {
    List<ImageResult> images = set.images();
    StringBuilder truths = new StringBuilder();
    images.forEach(image -> truths.append(image.positive(classes) ? '1' : '0'));
    return new SetData(
        set.name(),
        set.caution(),
        images.stream().mapToDouble(ImageResult::probability).toArray(),
        truths.toString(),
        patients(images),
        images.stream().map(ImageResult::file).toList(),
        images.stream().mapToInt(image -> source(image.source())).toArray(),
        pictures,
        set.document().thresholds(),
        set.document().reliability(),
        slices(set));
  }

  private List<SliceData> slices(PageSet set) {
    Map<String, Map<String, int[]>> rows = new HashMap<>();
    return set.document().slices().stream()
        .map(slice -> slice(slice, rows.computeIfAbsent(slice.column(), set::rows)))
        .toList();
  }

  private SliceData slice(SliceDocument slice, Map<String, int[]> rows) {
    return new SliceData(
        slice.column(),
        slice.value(),
        slice.tooSmall(),
        slice.images(),
        published ? Optional.empty() : Optional.of(rows.getOrDefault(slice.value(), new int[0])),
        slice.thresholds());
  }

  private static int[] patients(List<ImageResult> images) {
    Map<String, Integer> numbers = new HashMap<>();
    return images.stream()
        .mapToInt(
            image ->
                image
                    .patient()
                    .map(patient -> numbers.computeIfAbsent(patient, any -> numbers.size()))
                    .orElse(-1))
        .toArray();
  }

  private int source(String name) {
    return sources.computeIfAbsent(name, any -> sources.size());
  }

  /** Errors first, as long as there is room. */
  private Map<Integer, String> pictures(PageSet set, double threshold) {
    Map<Integer, String> pictures = new TreeMap<>();
    Rows rows = new Rows(set.images());
    for (Outcome outcome : Outcome.values()) {
      for (ImageResult image : outcome.of(set.images(), classes, threshold)) {
        if (picturesLeft > 0 && image.picture().isPresent()) {
          picturesLeft--;
          pictures.put(
              rows.of(image),
              PageBuilder.dataUri(
                  "jpeg", Png.thumbnail(image.picture().get().get(), GalleryBuilder.SMALLEST)));
        }
      }
    }
    return pictures;
  }

  private static Map<String, Range> ranges() {
    Map<String, Range> ranges = new TreeMap<>();
    Arrays.stream(Metric.values())
        .filter(Metric::atThreshold)
        .forEach(metric -> ranges.put(metric.key(), new Range(metric.lowest(), metric.highest())));
    return ranges;
  }

  private static Map<String, String> methods() {
    Map<String, String> methods = new TreeMap<>();
    for (Method method : Method.values()) {
      methods.put(method.name(), method.text());
    }
    return methods;
  }
}
