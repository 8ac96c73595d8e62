package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.image.Pixels;
import dev.xray.core.image.RecordCache;
import dev.xray.core.image.Records;
import dev.xray.core.pipeline.Recipe;
import dev.xray.core.pipeline.Xray;
import dev.xray.core.pipeline.XrayListener;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.EpochResult;
import dev.xray.core.training.Trainer;
import dev.xray.core.training.TrainingListener;
import dev.xray.core.training.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether memory and time for an image stay the same however many images there are. Arguments: a
 * folder, in which all is made and kept, then one of
 *
 * <ul>
 *   <li>{@code memory [IMAGES [STEPS [SETTING=VALUE ...]]]}: a training of so many images, 100,000
 *       unless given, from their files to the model, as a worker does it; prints the most anonymous
 *       memory of this process in each stage. STEPS, if not 0, ends it after so many steps.
 *   <li>{@code time [IMAGES [BLOCKS [STEPS]]]}: two trainings of the article's network, of 1,000
 *       images and of so many, take turns of so many steps, 25 unless given; prints the ratio of
 *       their times for each pair of blocks, 20 unless given.
 * </ul>
 */
public final class FlatMemory {
  private static final int FEW = 1_000;
  private static final int MANY = 100_000;

  private FlatMemory() {}

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int images = number(arguments, 2, MANY);
    switch (arguments[1]) {
      case "memory" ->
          memory(
              folder.resolve("images-" + images),
              images,
              number(arguments, 3, 0),
              Arrays.stream(arguments).skip(4).toList());
      case "time" -> time(folder, images, number(arguments, 3, 20), number(arguments, 4, 25));
      default -> throw new IllegalArgumentException("memory or time, not " + arguments[1]);
    }
  }

  private static int number(String[] arguments, int position, int otherwise) {
    return arguments.length > position ? Integer.parseInt(arguments[position]) : otherwise;
  }

  private static void memory(Path folder, int images, int steps, List<String> settings)
      throws Exception {
    Xray job = ManyImages.in(folder, images).force(true).set("training.epochs", 1);
    for (String setting : settings) {
      String[] pair = setting.split("=", 2);
      job.set(pair[0], pair[1]);
    }
    Stopwatch watch = new Stopwatch();
    Sampler sampler = new Sampler(steps);
    try {
      job.listener(sampler).train();
    } catch (Enough e) {
      System.out.println("stopped after " + steps + " steps");
    }
    sampler.stop();
    System.out.printf("%,d images: %s%n", images, watch);
    sampler.most.forEach(
        (stage, kilobytes) -> System.out.printf("| %s | %,d MB |%n", stage, kilobytes / 1000));
  }

  /** Ends a training. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Looks at the memory of this process twenty times a second. */
  private static final class Sampler implements XrayListener {
    private static final int PAUSE_MILLIS = 50;

    private final int limit;
    private final Map<String, Long> most = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::look, "memory");
    private volatile String stage = "reading and checking files";
    private volatile boolean stopped;
    private int steps;

    Sampler(int limit) {
      this.limit = limit;
      thread.start();
    }

    private void look() {
      while (!stopped) {
        most.merge(stage, anonymousKilobytes(), Math::max);
        try {
          Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    void stop() throws InterruptedException {
      stopped = true;
      thread.join();
    }

    @Override
    public void progress(String name, int done, int of) {
      stage = name;
    }

    @Override
    public void batch(int epoch, int epochs, int images, int of, double loss, double accuracy) {
      stage = "Steps";
      steps++;
      if (steps == limit) {
        throw new Enough();
      }
    }

    @Override
    public void epoch(EpochResult result, int epochs, double seconds) {
      stage = "After the last step";
    }

    @Override
    public void message(String text) {
      System.out.println(text);
    }

    @Override
    public void warning(String text) {
      System.out.println("warning: " + text);
    }
  }

  /** Heap, native memory and stacks, without what belongs to files. */
  private static long anonymousKilobytes() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("RssAnon:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void time(Path folder, int images, int blocks, int steps) throws Exception {
    TensorFlowRuntime runtime = TensorFlowRuntime.load(RuntimeSettings.defaults());
    Turns turns = new Turns(blocks + 1, steps);
    List<Thread> threads = new ArrayList<>();
    for (int count : List.of(FEW, images)) {
      Pixels pixels = noise(folder.resolve("noise"), count);
      int player = threads.size();
      threads.add(
          new Thread(() -> turns.play(player, () -> train(runtime, pixels, turns, player))));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    turns.report(images);
  }

  private static void train(TensorFlowRuntime runtime, Pixels pixels, Turns turns, int player)
      throws Exception {
    Recipe recipe = Recipe.article();
    TrainingPlan plan =
        new TrainingPlan(recipe.network(), recipe.training(), recipe.augmentation(), new Seed(1));
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void batch(
              int epoch, int epochs, int images, int of, double loss, double accuracy) {
            turns.step(player);
          }
        };
    new Trainer(runtime, plan).train(pixels, Optional.empty(), listener, Optional.empty());
  }

  /** Synthetic images where preprocessed ones are kept: in a file that is mapped into memory. */
  private static Pixels noise(Path folder, int images) throws Exception {
    int side = Recipe.article().preprocessing().width();
    Records records =
        RecordCache.in(folder, Long.MAX_VALUE, "benchmark")
            .get(
                new RecordCache.Request(
                    "noise of " + images,
                    side * side,
                    IntStream.range(0, images)
                        .mapToObj(i -> Hashes.sha256(Integer.toString(i).getBytes()))
                        .toList(),
                    2),
                (index, record) -> {
                  byte[] pixels = new byte[side * side];
                  ManyImages.fill(pixels, index);
                  record.put(pixels);
                });
    return new Noise(records, side);
  }

  /** Records as images of alternating classes. */
  private record Noise(Records records, int side) implements Pixels {
    @Override
    public int size() {
      return records.size();
    }

    @Override
    public int width() {
      return side;
    }

    @Override
    public int height() {
      return side;
    }

    @Override
    public int label(int index) {
      return index % 2;
    }

    @Override
    public void read(int index, byte[] target) {
      records.read(index, 0, target);
    }
  }

  /** Two trainings, of which one waits while the other takes its steps. */
  private static final class Turns {
    private final int blocks;
    private final int steps;
    private final Semaphore[] turn = {new Semaphore(1), new Semaphore(0)};
    private final Map<Integer, List<Double>> seconds = new HashMap<>();
    private final int[] taken = new int[2];
    private final long[] since = new long[2];
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    Turns(int blocks, int steps) {
      this.blocks = blocks;
      this.steps = steps;
      seconds.put(0, new ArrayList<>());
      seconds.put(1, new ArrayList<>());
    }

    /** Something that trains. */
    private interface Training {
      void run() throws Exception;
    }

    void play(int player, Training training) {
      try {
        turn[player].acquire();
        since[player] = System.nanoTime();
        training.run();
      } catch (Enough e) {
        // As many blocks as were asked for.
      } catch (Exception e) {
        failure.set(e);
      } finally {
        turn[1 - player].release();
      }
    }

    void step(int player) {
      taken[player]++;
      if (taken[player] % steps > 0) {
        return;
      }
      List<Double> own = seconds.get(player);
      own.add((System.nanoTime() - since[player]) / 1e9);
      if (own.size() == blocks) {
        throw new Enough();
      }
      turn[1 - player].release();
      turn[player].acquireUninterruptibly();
      since[player] = System.nanoTime();
    }

    /** The first block of each, which builds the network, does not count. */
    void report(int images) throws Exception {
      if (failure.get() != null) {
        throw failure.get();
      }
      List<Double> ratios = new ArrayList<>();
      for (int i = 1; i < blocks; i++) {
        ratios.add(seconds.get(1).get(i) / seconds.get(0).get(i));
      }
      ratios.sort(null);
      System.out.printf(
          "time of an image among %,d over that of one among %,d: median %.3f, quartiles %.3f and"
              + " %.3f, from %.3f to %.3f, %d pairs of blocks of %d steps%n",
          images,
          FEW,
          ratios.get(ratios.size() / 2),
          ratios.get(ratios.size() / 4),
          ratios.get(3 * ratios.size() / 4),
          ratios.get(0),
          ratios.get(ratios.size() - 1),
          ratios.size(),
          steps);
    }
  }
}
