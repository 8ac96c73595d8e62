package dev.xray.core.pipeline;

import dev.xray.core.Disclaimer;
import java.util.List;
import java.util.Optional;

/**
 * What varies between two equal trainings; {@code training.json}.
 *
 * @param trainingDigest the model that this speaks of
 * @param started time in UTC, ISO 8601
 * @param preprocessingSeconds wall time of decoding and preprocessing
 * @param trainingSeconds wall time of the epochs trained in this run
 * @param epochs trained in this run; fewer than the model's where it was resumed
 * @param imagesPerSecond training images seen in those epochs over their wall time
 * @param speed where that time went, and how much of the machine was used; empty where no epoch was
 *     trained
 * @param java version of the JVM
 * @param os name and version
 * @param git the commit that was checked out, where there is one
 * @param fromCache whether this build took the model from the cache; all else is of the build that
 *     trained it
 * @param disclaimer {@link Disclaimer#TEXT}
 */
public record TrainingRecord(
    String trainingDigest,
    String started,
    double preprocessingSeconds,
    double trainingSeconds,
    int epochs,
    double imagesPerSecond,
    Optional<TrainingSpeed> speed,
    String java,
    String os,
    Optional<GitState> git,
    boolean fromCache,
    String disclaimer) {
  /** The same, taken from the cache. */
  TrainingRecord asCached() {
    return new TrainingRecord(
        trainingDigest,
        started,
        preprocessingSeconds,
        trainingSeconds,
        epochs,
        imagesPerSecond,
        speed,
        java,
        os,
        git,
        true,
        disclaimer);
  }

  /** Lines for the end of the log; none where no epoch was trained. */
  List<String> lines() {
    return speed.map(known -> known.lines(imagesPerSecond, preprocessingSeconds)).orElse(List.of());
  }
}
