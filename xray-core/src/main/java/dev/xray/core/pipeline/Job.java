package dev.xray.core.pipeline;

import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.LicenceRule;
import dev.xray.core.report.ModelCard;
import dev.xray.core.runtime.RuntimeSettings;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that a run of the pipeline is told; can be written to and read from JSON.
 *
 * @param name of the model; letters, digits, {@code .}, {@code _} and {@code -}
 * @param dataset what to learn from
 * @param recipe name of a {@link Recipe}: {@code article}, {@code rigorous} or {@code
 *     article-verbatim}
 * @param settings dotted setting name to value, such as {@code training.epochs} to 5; override the
 *     recipe's
 * @param seed the one seed of every random choice
 * @param runtime device, threads, oneDNN
 * @param folder where everything is written: manifest, checkpoint, model, evaluation
 * @param checkpointEvery epochs between checkpoints; 0: none
 * @param force whether to train even if the model is up to date
 * @param rehash whether to read every image file again, also those of unchanged size and time
 * @param coordinates Maven coordinates {@code groupId:artifactId:version} that the model will have;
 *     another version repackages the same weights
 * @param onnx whether the bundle carries the network as ONNX too, which doubles its size
 * @param cache folder of trained models by what they were trained from, shared by many jobs; empty:
 *     none
 * @param imageCache folder of decoded and preprocessed images, and of digests of files, that many
 *     jobs may share; empty: one within {@code folder}
 * @param imageCacheSize how much of them is kept at most, in MB
 * @param externalSets on which the model is evaluated beside its test part
 * @param modelCard what only its maker can say of the model, see {@link ModelCard#FIELDS}
 * @param copyTo folder into which the data set's images are copied as {@code <class>/<file>}, as
 *     the article does
 * @param audit how it is audited
 * @param licences what is done about images whose licence is unknown or forbids commercial use
 */
public record Job(
    String name,
    DatasetSpec dataset,
    String recipe,
    Map<String, Object> settings,
    long seed,
    RuntimeSettings runtime,
    Path folder,
    int checkpointEvery,
    boolean force,
    boolean rehash,
    Optional<String> coordinates,
    boolean onnx,
    Optional<Path> cache,
    Optional<Path> imageCache,
    int imageCacheSize,
    List<ExternalSet> externalSets,
    Map<String, String> modelCard,
    Optional<Path> copyTo,
    AuditOptions audit,
    LicenceRule licences) {
  /** Copies the collections. */
  public Job {
    externalSets = List.copyOf(externalSets);
    modelCard = Collections.unmodifiableMap(new TreeMap<>(modelCard));
  }

  /** The same on another device, or with other threads or kernels. */
  public Job withRuntime(RuntimeSettings other) {
    return Xray.of(this).runtime(other).job();
  }

  /** The same with another rule for licences. */
  public Job withLicences(LicenceRule rule) {
    return Xray.of(this).licences(rule).job();
  }

  /** The same, not forced. */
  public Job withoutForce() {
    return Xray.of(this).force(false).job();
  }
}
