package dev.xray.benchmarks;

import dev.xray.core.pipeline.Xray;
import dev.xray.core.pipeline.XrayListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the time goes to from the start of a worker's JVM to the second training step. Arguments:
 * the folder of the article's collections, a folder in which all is made and kept; {@code -Dstart}:
 * nanoseconds of the clock when the JVM was asked for, as of {@code date +%s%N}. Prints the seconds
 * of each part, blanks between them: the JVM until {@code main}, finding and dividing the images,
 * loading TensorFlow, reading the pixels, building the network and the first step, the second step,
 * and then all of the CPU, and whether OpenCV was loaded.
 */
public final class FirstStep {
  private final Map<String, Double> marks = new LinkedHashMap<>();

  /** When the JVM was asked for: its own record is rounded to seconds. */
  private final Instant start =
      Instant.EPOCH.plusNanos(Long.parseLong(System.getProperty("start")));

  private FirstStep() {}

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    FirstStep benchmark = new FirstStep();
    benchmark.mark("jvm");
    try {
      benchmark.run(Path.of(arguments[0]), Path.of(arguments[1]));
    } catch (Enough e) {
      System.out.println(benchmark.line());
      System.exit(0);
    }
  }

  private void run(Path data, Path work) throws Exception {
    Xray.dataset(ArticleData.spec(data, "covid", "normal"))
        .workIn(work)
        .force(true)
        .listener(
            new XrayListener() {
              @Override
              public void message(String text) {
                if (text.contains(" images: training")) {
                  mark("images");
                } else if (text.startsWith("Training, since")) {
                  mark("tensorflow");
                } else if (text.startsWith("Layer (type)")) {
                  mark("pixels");
                }
              }

              @Override
              public void batch(
                  int epoch, int epochs, int images, int of, double loss, double accuracy) {
                if (marks.containsKey("first step")) {
                  mark("second step");
                  throw new Enough();
                }
                mark("first step");
              }
            })
        .train();
  }

  private void mark(String what) {
    marks.put(what, Duration.between(start, Instant.now()).toNanos() / 1e9);
  }

  private String line() throws IOException {
    double[] before = {0};
    String parts =
        marks.values().stream()
            .map(
                at -> {
                  double part = at - before[0];
                  before[0] = at;
                  return String.format(Locale.ROOT, "%.2f", part);
                })
            .collect(Collectors.joining(" "));
    double cpu =
        ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      boolean openCv = maps.anyMatch(line -> line.contains("opencv"));
      return parts + String.format(Locale.ROOT, " %.2f %s", cpu, openCv ? "opencv" : "-");
    }
  }

  /** Ends the training. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
