package dev.xray.core.pipeline;

import dev.xray.core.codec.ImageHeader;
import dev.xray.core.dataset.Age;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.ImageColumns;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.report.Breakdown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Counts what is known of a set's images, class by class. */
final class Breakdowns {
  private static final String UNREADABLE = "cannot be read";

  /** First pixels of all bands of the longer side but the lowest. */
  private static final int[] SIDES = {256, 512, 1024, 2048, 4096};

  private final List<LabeledImage> images;
  private final List<Optional<ImageHeader>> headers;
  private final Classes classes;

  /**
   * Counts of a set.
   *
   * @param images of the set
   * @param headers of each of them, as far as it can be read
   */
  Breakdowns(List<LabeledImage> images, List<Optional<ImageHeader>> headers, Classes classes) {
    this.images = images;
    this.headers = headers;
    this.classes = classes;
  }

  /**
   * All of them.
   *
   * @param parts of the split, one for each image; empty for a set that is not divided
   * @param bands of ages
   */
  List<Breakdown> of(List<String> parts, AgeBands bands) {
    List<Breakdown> all = new ArrayList<>();
    if (!parts.isEmpty()) {
      all.add(ordered("part", "part of the split", "", parts::get, parts));
    }
    all.add(byCount("source", "source", i -> Optional.of(images.get(i).source())));
    all.add(byCount("origin", "address of origin", i -> origin(images.get(i))));
    all.add(byCount("view", "view", i -> oneSpelling(images.get(i).view())));
    all.add(byCount("sex", "sex", i -> oneSpelling(images.get(i).sex())));
    all.add(ages(bands));
    all.add(sizes());
    all.add(byCount("shape", "shape", i -> headers.get(i).map(Breakdowns::shape), UNREADABLE));
    all.add(
        byCount(
            "format", "file format", i -> headers.get(i).map(h -> h.format().name()), UNREADABLE));
    all.add(byCount("pixels", "pixels", i -> headers.get(i).map(Breakdowns::pixels), UNREADABLE));
    return List.copyOf(all);
  }

  private Breakdown ages(AgeBands bands) {
    IntFunction<String> value =
        i -> images.get(i).age().flatMap(bands::of).orElse(Breakdown.MISSING);
    double[] years =
        images.stream()
            .map(image -> image.age().map(Age::years).orElse(OptionalDouble.empty()))
            .flatMapToDouble(OptionalDouble::stream)
            .sorted()
            .toArray();
    String note =
        years.length == 0
            ? ""
            : "Median "
                + whole(years[years.length / 2])
                + ", from "
                + whole(years[0])
                + " to "
                + whole(years[years.length - 1])
                + " years, where it is stated.";
    return ordered("age", "age in years", note, value, bands.names());
  }

  private Breakdown sizes() {
    List<String> bands = new ArrayList<>();
    bands.add("less than " + SIDES[0]);
    for (int i = 1; i < SIDES.length; i++) {
      bands.add(SIDES[i - 1] + " to " + (SIDES[i] - 1));
    }
    bands.add(SIDES[SIDES.length - 1] + " and more");
    IntFunction<String> value =
        i ->
            headers
                .get(i)
                .map(header -> bands.get(band(Math.max(header.width(), header.height()))))
                .orElse(UNREADABLE);
    List<ImageHeader> bySize =
        headers.stream()
            .flatMap(Optional::stream)
            .sorted(Comparator.comparingLong(header -> (long) header.width() * header.height()))
            .toList();
    String note =
        bySize.isEmpty()
            ? ""
            : "Median "
                + size(bySize.get(bySize.size() / 2))
                + ", from "
                + size(bySize.get(0))
                + " to "
                + size(bySize.get(bySize.size() - 1))
                + ".";
    return ordered("longerSide", "longer side in pixels", note, value, bands);
  }

  private static int band(int side) {
    return (int) IntStream.of(SIDES).filter(edge -> side >= edge).count();
  }

  private static String size(ImageHeader header) {
    return header.width() + " × " + header.height();
  }

  private static String shape(ImageHeader header) {
    double ratio = (double) header.width() / header.height();
    if (ratio > 1.05) {
      return "wider than high";
    }
    return ratio < 1 / 1.05 ? "higher than wide" : "square, within 5%";
  }

  private static String pixels(ImageHeader header) {
    return (header.channels() <= 2 ? "grey" : "colour") + ", " + header.bitDepth() + " bits";
  }

  /** Whether a table says where an image was published first. */
  private static Optional<String> origin(LabeledImage image) {
    return ImageColumns.value(image, "url")
        .or(() -> ImageColumns.value(image, "doi"))
        .map(any -> "stated");
  }

  private static Optional<String> oneSpelling(Optional<String> value) {
    return value.map(text -> text.strip().toUpperCase(Locale.ROOT)).filter(text -> !text.isEmpty());
  }

  private static String whole(double years) {
    return Long.toString(Math.round(years));
  }

  private Breakdown byCount(String property, String title, IntFunction<Optional<String>> value) {
    return byCount(property, title, value, Breakdown.MISSING);
  }

  /** The most frequent value first, what is missing last. */
  private Breakdown byCount(
      String property, String title, IntFunction<Optional<String>> value, String missing) {
    Map<String, Map<String, Integer>> counts = count(i -> value.apply(i).orElse(missing));
    List<String> order =
        counts.keySet().stream()
            .sorted(
                Comparator.<String, Boolean>comparing(missing::equals)
                    .thenComparing(text -> -total(counts, text))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    return new Breakdown(property, title, "", values(counts, order));
  }

  /** Values in an order that is theirs, as far as there are any, then the others. */
  private Breakdown ordered(
      String property, String title, String note, IntFunction<String> value, List<String> order) {
    Map<String, Map<String, Integer>> counts = count(value);
    List<String> all =
        new ArrayList<>(order.stream().distinct().filter(counts::containsKey).toList());
    counts.keySet().stream().filter(text -> !all.contains(text)).forEach(all::add);
    return new Breakdown(property, title, note, values(counts, all));
  }

  private Map<String, Map<String, Integer>> count(IntFunction<String> value) {
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    for (int i = 0; i < images.size(); i++) {
      counts
          .computeIfAbsent(value.apply(i), any -> none())
          .merge(images.get(i).label(), 1, Integer::sum);
    }
    return counts;
  }

  private Map<String, Integer> none() {
    Map<String, Integer> none = new HashMap<>();
    classes.names().forEach(name -> none.put(name, 0));
    return none;
  }

  private static int total(Map<String, Map<String, Integer>> counts, String value) {
    return counts.getOrDefault(value, Map.of()).values().stream().mapToInt(Integer::intValue).sum();
  }

  private static List<Breakdown.Value> values(
      Map<String, Map<String, Integer>> counts, List<String> order) {
    return order.stream()
        .map(value -> new Breakdown.Value(value, counts.getOrDefault(value, Map.of())))
        .toList();
  }
}
