package dev.xray.core.audit.leakage;

import dev.xray.core.XrayException;
import dev.xray.core.runtime.Parallel;
import java.io.IOException;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Finds pictures of one radiograph that were turned, cropped, mirrored, scaled, encoded anew or
 * changed in contrast: first by their fingerprints, then on their pixels.
 *
 * @param compared pairs that were compared on their pixels
 * @param pairs those that show one radiograph, sorted by position
 */
record NearDuplicates(int compared, List<Pair> pairs) {
  /**
   * Two pictures of one radiograph.
   *
   * @param one position of the first
   * @param two position of the second, greater
   * @param match correlation of their detail, at least {@link PictureMatch#SAME}
   */
  record Pair(int one, int two, double match) {}

  /** Pictures with a shorter side lack the detail that tells two chests apart for certain. */
  private static final int SMALLEST = 80;

  /** Those that are one radiograph for certain. */
  static boolean certain(Pair pair, List<SmallPicture> pictures) {
    return pictures.get(pair.one()).side() >= SMALLEST
        && pictures.get(pair.two()).side() >= SMALLEST;
  }

  /**
   * Searches.
   *
   * @param pictures of the images
   * @param wanted whether a pair of positions is to be looked at
   * @param threads how many at a time
   */
  static NearDuplicates find(
      List<SmallPicture> pictures, BiPredicate<Integer, Integer> wanted, int threads)
      throws XrayException, IOException {
    if (pictures.size() < 2) {
      return new NearDuplicates(0, List.of());
    }
    float[][] prints =
        Parallel.map(
                threads,
                pictures.size(),
                i -> Fingerprint.of(pictures.get(i).ranks(), pictures.get(i).aspect(), Pose.SAME))
            .toArray(float[][]::new);
    List<Candidate> candidates =
        new CandidateSearch(prints)
            .search(image -> looks(pictures.get(image)), Pose.ALL.size(), threads).stream()
                .filter(each -> wanted.test(each.original(), each.copy()))
                .toList();
    List<Double> matches =
        Parallel.map(threads, candidates.size(), i -> match(pictures, candidates.get(i)));
    return new NearDuplicates(
        candidates.size(),
        IntStream.range(0, candidates.size())
            .filter(i -> matches.get(i) >= PictureMatch.SAME)
            .mapToObj(i -> pair(candidates.get(i), matches.get(i)))
            .toList());
  }

  private static IntFunction<float[]> looks(SmallPicture picture) {
    float[] ranks = picture.ranks();
    return pose -> Fingerprint.of(ranks, picture.aspect(), Pose.ALL.get(pose));
  }

  private static double match(List<SmallPicture> pictures, Candidate candidate) {
    return PictureMatch.of(
        pictures.get(candidate.original()),
        pictures.get(candidate.copy()),
        Pose.ALL.get(candidate.pose()));
  }

  private static Pair pair(Candidate candidate, double match) {
    return new Pair(
        Math.min(candidate.original(), candidate.copy()),
        Math.max(candidate.original(), candidate.copy()),
        match);
  }
}
