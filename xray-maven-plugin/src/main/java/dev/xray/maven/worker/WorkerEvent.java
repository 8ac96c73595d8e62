package dev.xray.maven.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.xray.core.Json;
import dev.xray.core.training.EpochResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What a worker says: one JSON object a line. The first is {@link Hello}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = WorkerEvent.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = WorkerEvent.Resumed.class, name = "resumed"),
  @JsonSubTypes.Type(value = WorkerEvent.Training.class, name = "training"),
  @JsonSubTypes.Type(value = WorkerEvent.Trained.class, name = "trained"),
  @JsonSubTypes.Type(value = WorkerEvent.Batch.class, name = "batch"),
  @JsonSubTypes.Type(value = WorkerEvent.Epoch.class, name = "epoch"),
  @JsonSubTypes.Type(value = WorkerEvent.Progress.class, name = "progress"),
  @JsonSubTypes.Type(value = WorkerEvent.Log.class, name = "log"),
  @JsonSubTypes.Type(value = WorkerEvent.Warning.class, name = "warning"),
  @JsonSubTypes.Type(value = WorkerEvent.Result.class, name = "result"),
  @JsonSubTypes.Type(value = WorkerEvent.Failure.class, name = "error")
})
public sealed interface WorkerEvent {
  /**
   * The worker runs.
   *
   * @param token from its {@link WorkerRequest}
   */
  record Hello(String token) implements WorkerEvent {}

  /**
   * One of several trainings begins.
   *
   * @param name which one, such as {@code Repeat 1 of 5, fold 2 of 5}
   * @param number from 1
   * @param of trainings in this run
   */
  record Training(String name, int number, int of) implements WorkerEvent {}

  /**
   * One of several trainings is done.
   *
   * @param name as in {@link Training}
   * @param number from 1
   * @param of trainings in this run
   * @param epochs that were trained, by earlier runs too
   * @param kept the epoch whose weights were kept
   */
  record Trained(String name, int number, int of, int epochs, EpochResult kept)
      implements WorkerEvent {}

  /**
   * A checkpoint was found and fits.
   *
   * @param completedEpochs epochs that need not be trained again
   */
  record Resumed(int completedEpochs) implements WorkerEvent {}

  /**
   * A batch is done; sent a few times a second at most.
   *
   * @param epoch from 1
   * @param epochs asked for
   * @param images done in this epoch
   * @param of images in an epoch
   * @param loss mean in this epoch so far
   * @param accuracy mean in this epoch so far
   */
  record Batch(int epoch, int epochs, int images, int of, double loss, double accuracy)
      implements WorkerEvent {}

  /**
   * An epoch is done.
   *
   * @param result its figures
   * @param epochs asked for
   * @param seconds wall time of this epoch
   */
  record Epoch(EpochResult result, int epochs, double seconds) implements WorkerEvent {}

  /**
   * A stage other than training goes on; sent a few times a second at most, and when it is done.
   *
   * @param stage what is done
   * @param done images done
   * @param of all images
   */
  record Progress(String stage, int done, int of) implements WorkerEvent {}

  /**
   * Something to read.
   *
   * @param text a line
   */
  record Log(String text) implements WorkerEvent {}

  /**
   * Something that is not as the user would expect, but the task goes on.
   *
   * @param text what, where, and what to do
   */
  record Warning(String text) implements WorkerEvent {}

  /**
   * The task is done.
   *
   * @param summary lines for the end of the log
   * @param files what was written, by {@link FileRole}
   * @param seconds wall time of the task
   * @param peakMemory largest resident memory of the worker in bytes; empty where the operating
   *     system does not tell
   */
  record Result(
      List<String> summary, Map<FileRole, Path> files, double seconds, OptionalLong peakMemory)
      implements WorkerEvent {
    /**
     * A file that this task always writes.
     *
     * @throws IllegalStateException if it did not: a bug
     */
    public Path file(FileRole role) {
      return Optional.ofNullable(files.get(role))
          .orElseThrow(() -> new IllegalStateException("No " + role));
    }
  }

  /**
   * The task failed.
   *
   * @param code with which the worker is about to exit
   * @param setting dotted name of the setting that cannot be used, if it is about one
   * @param text for the user; after the name of the setting, if there is one
   * @param detail stack trace, for the debug log
   */
  record Failure(ExitCode code, Optional<String> setting, String text, String detail)
      implements WorkerEvent {}

  /** What a file of a {@link Result} is. */
  enum FileRole {
    /** The data set's manifest. */
    MANIFEST,
    /** The model bundle. */
    MODEL,
    /** The evaluation's figures. */
    EVALUATION,
    /** One row an image. */
    PREDICTIONS,
    /** The page to read. */
    REPORT,
    /** One row an image, without what is private. */
    PUBLISHED_PREDICTIONS,
    /** The page without what is private. */
    PUBLISHED_REPORT,
    /** What the data set holds. */
    DATA_SHEET,
    /** What the audit says. */
    AUDIT,
    /** The same to read, without what is private. */
    AUDIT_SUMMARY,
    /** The same as a page. */
    AUDIT_PAGE,
    /** The figures of a cross-validation. */
    CROSS_VALIDATION,
    /** The same to read. */
    CROSS_VALIDATION_SUMMARY
  }

  /** Reads and writes events; thread-safe. */
  final class Lines {
    private static final ObjectWriter WRITER =
        Json.MAPPER.writerFor(WorkerEvent.class).without(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectReader READER = Json.MAPPER.readerFor(WorkerEvent.class);

    private Lines() {}

    /** An event as one line, without the line's end. */
    public static String write(WorkerEvent event) {
      try {
        return WRITER.writeValueAsString(event);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(e);
      }
    }

    /**
     * An event from its line.
     *
     * @throws IllegalArgumentException if the line is no event
     */
    public static WorkerEvent read(String line) {
      try {
        return READER.readValue(line);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("no event: " + line, e);
      }
    }
  }
}
