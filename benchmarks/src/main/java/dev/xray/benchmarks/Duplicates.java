package dev.xray.benchmarks;

import dev.xray.core.Seed;
import dev.xray.core.audit.Finding;
import dev.xray.core.audit.NamedImage;
import dev.xray.core.audit.leakage.AuditedImage;
import dev.xray.core.audit.leakage.CandidateSearch;
import dev.xray.core.audit.leakage.Leakage;
import dev.xray.core.audit.leakage.LeakageChecks;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.Part;
import dev.xray.core.dataset.phantom.PhantomGenerator;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.runtime.OpenCvRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.imgproc.Imgproc;

/**
 * How many planted copies the leakage checks find among phantoms, how many pairs they get wrong and
 * how long it takes; then how the search for candidates grows with the number of images, on random
 * fingerprints. Arguments: a folder for the phantoms, which are kept there; images in all, 2,000
 * unless given, an eighth of them copies; the largest number of fingerprints, 100,000 unless given;
 * the seed of the phantoms, 1 unless given. Two threads.
 */
public final class Duplicates {
  private static final int THREADS = 2;
  private static final int SIZE = 160;
  private static final List<String> KINDS =
      List.of("encoded anew", "turned by 2 degrees", "cropped by 3%", "other contrast", "mirrored");

  /** As many as there are ways in which an image looks for its copies. */
  private static final int POSES = 38;

  private static final int LENGTH = 44;

  private Duplicates() {}

  /** Runs. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int images = arguments.length < 2 ? 2_000 : Integer.parseInt(arguments[1]);
    int largest = arguments.length < 3 ? 100_000 : Integer.parseInt(arguments[2]);
    long seed = arguments.length < 4 ? 1 : Long.parseLong(arguments[3]);
    OpenCvRuntime.load();
    find(folder, images, seed);
    for (int count = largest / 8; count <= largest; count *= 2) {
      search(count);
    }
  }

  private static void find(Path folder, int images, long seed) throws Exception {
    int copies = images / 8;
    if (!Files.exists(folder)) {
      PhantomGenerator.generate(
          PhantomSettings.defaults().withImages(images - copies).withSize(SIZE),
          new Seed(seed),
          folder,
          done -> {});
      plant(folder, copies);
    }
    List<AuditedImage> all = new ArrayList<>();
    for (String part : List.of("images", "copies")) {
      try (Stream<Path> files = Files.list(folder.resolve(part))) {
        for (Path file : files.sorted().toList()) {
          all.add(image(file, part.equals("images")));
        }
      }
    }
    Stopwatch watch = new Stopwatch();
    Leakage leakage = LeakageChecks.run(all, THREADS, done -> {});
    System.out.printf(
        "%,d images of about %d x %d pixels, %,d pairs compared: %s%n",
        all.size(), SIZE, SIZE, leakage.pairsCompared(), watch);
    tell(leakage, copies);
  }

  /** Every fifth copy is of one kind; their originals stand all over the set. */
  private static void plant(Path folder, int copies) throws Exception {
    List<Path> originals;
    try (Stream<Path> files = Files.list(folder.resolve("images"))) {
      originals = files.sorted().toList();
    }
    Files.createDirectories(folder.resolve("copies"));
    for (int i = 0; i < copies; i++) {
      Path original = originals.get((int) ((long) i * originals.size() / copies));
      int kind = i % KINDS.size();
      GreyImage copy = changed(ImageCodec.decodeGrey(original), kind, i);
      Files.write(
          folder.resolve("copies").resolve(kind + "-" + original.getFileName() + ".jpg"),
          ImageCodec.encodeJpeg(copy, kind == 0 ? 50 : 85));
    }
  }

  private static GreyImage changed(GreyImage image, int kind, int number) {
    Mat mat = new Mat(image.height(), image.width(), CvType.CV_8UC1);
    mat.put(0, 0, image.pixels());
    boolean odd = number / KINDS.size() % 2 == 1;
    switch (kind) {
      case 1 -> {
        Point centre = new Point(image.width() / 2.0, image.height() / 2.0);
        Mat turn = Imgproc.getRotationMatrix2D(centre, odd ? 2 : -2, 1);
        Imgproc.warpAffine(mat, mat, turn, mat.size());
      }
      case 2 -> {
        int x = (int) Math.round(image.width() * 0.03);
        int y = (int) Math.round(image.height() * 0.03);
        mat = mat.submat(y, image.height() - y, x, image.width() - x).clone();
      }
      case 3 -> mat.convertTo(mat, -1, odd ? 1.3 : 0.7, odd ? -38 : 38);
      case 4 -> Core.flip(mat, mat, 1);
      default -> {}
    }
    byte[] pixels = new byte[mat.cols() * mat.rows()];
    mat.get(0, 0, pixels);
    return new GreyImage(mat.cols(), mat.rows(), pixels);
  }

  private static AuditedImage image(Path file, boolean original) throws IOException {
    String name = file.getFileName().toString();
    LabeledImage image =
        new LabeledImage(
            file,
            "phantoms",
            name,
            "any",
            Hashes.sha256(Files.readAllBytes(file)),
            Optional.of(original ? chest(name) : "copy " + name),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    return new AuditedImage(image, original ? Part.TRAINING : Part.TEST);
  }

  /** Such as {@code phantom-00012}: images of one phantom show one chest. */
  private static String chest(String file) {
    return file.replaceFirst("^\\d-", "").replaceFirst("(phantom-\\d+)-.*", "$1");
  }

  private static void tell(Leakage leakage, int copies) {
    SortedMap<Integer, Integer> found = new TreeMap<>();
    long pairs = 0;
    long wrong = 0;
    for (Finding finding : leakage.findings()) {
      for (List<NamedImage> group : finding.groups()) {
        List<String> names = group.stream().map(NamedImage::file).toList();
        for (String copy : names) {
          boolean planted = copy.matches("\\d-.*");
          if (planted && names.contains(copy.substring(2, copy.length() - 4))) {
            found.merge(copy.charAt(0) - '0', 1, Integer::sum);
          }
        }
        for (int i = 0; i < names.size(); i++) {
          for (int j = 0; j < i; j++) {
            pairs++;
            wrong += chest(names.get(i)).equals(chest(names.get(j))) ? 0 : 1;
          }
        }
      }
    }
    int all = found.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf(
        "found %d of %d planted copies; wrong %d of %d pairs%n", all, copies, wrong, pairs);
    found.forEach((kind, count) -> System.out.printf("  %s: %d%n", KINDS.get(kind), count));
  }

  /** Random fingerprints, of which a hundredth are copies with a tenth of noise. */
  private static void search(int count) throws Exception {
    RandomGenerator random = new Seed(1).random("fingerprints");
    float[][] prints = new float[count][LENGTH];
    for (int i = 0; i < count; i++) {
      for (int at = 0; at < LENGTH; at++) {
        float noise = (float) random.nextGaussian();
        prints[i][at] = i % 100 == 1 ? prints[i - 1][at] + 0.1f * noise : noise;
      }
    }
    Stopwatch watch = new Stopwatch();
    long found =
        new CandidateSearch(prints)
            .search(image -> pose -> posed(prints[image], pose), POSES, THREADS).stream()
                .filter(
                    each ->
                        each.pair()
                            == ((long) (each.original() / 100 * 100) << 32
                                | each.original() / 100 * 100 + 1))
                .count();
    double unit = count * (Math.log(count) / Math.log(2));
    System.out.printf(
        "%,d fingerprints: %s, %.2f microseconds of CPU for each n log2 n; found %d of %d copies%n",
        count, watch, watch.cpuSeconds() * 1e6 / unit, found, count / 100);
  }

  /** In another pose an image is as good as another image. */
  private static float[] posed(float[] print, int pose) {
    float[] posed = new float[LENGTH];
    IntStream.range(0, LENGTH).forEach(at -> posed[at] = print[(at + pose) % LENGTH]);
    return posed;
  }
}
