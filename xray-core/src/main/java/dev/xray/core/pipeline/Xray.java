package dev.xray.core.pipeline;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.LicenceRule;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.report.DataSheetWriter;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The front door: tells a job what to do, then runs it.
 *
 * <pre>{@code
 * Evaluated evaluated =
 *     Xray.dataset(dataset).recipe("article").seed(1).workIn(folder).train().evaluate();
 * }</pre>
 *
 * <p>Not thread-safe, and one job at a time may work in a folder. TensorFlow and OpenCV are loaded
 * into this JVM on first use.
 */
public final class Xray {
  /** MB of images that are kept unless told otherwise: 100,000 of the article's size. */
  public static final int IMAGE_CACHE_SIZE = 8_000;

  private final DatasetSpec dataset;
  private final Map<String, Object> settings = new TreeMap<>();
  private String name = "model";
  private String recipe = "article";
  private long seed = 1;
  private RuntimeSettings runtime = RuntimeSettings.defaults();
  private Path folder = Path.of("xray");
  private int checkpointEvery = 10;
  private boolean force;
  private boolean rehash;
  private Optional<String> coordinates = Optional.empty();
  private boolean onnx;
  private Optional<Path> cache = Optional.empty();
  private Optional<Path> imageCache = Optional.empty();
  private int imageCacheSize = IMAGE_CACHE_SIZE;
  private final List<ExternalSet> externalSets = new ArrayList<>();
  private final Map<String, String> modelCard = new TreeMap<>();
  private Optional<Path> copyTo = Optional.empty();
  private AuditOptions audit = AuditOptions.DEFAULT;
  private LicenceRule licences = LicenceRule.WARN;
  private XrayListener listener = XrayListener.NONE;

  private Xray(DatasetSpec dataset) {
    this.dataset = dataset;
  }

  /**
   * Starts a job on a data set: recipe {@code article}, seed 1, all cores, a checkpoint every ten
   * epochs, in the folder {@code xray}, unless told otherwise.
   */
  public static Xray dataset(DatasetSpec dataset) {
    return new Xray(dataset);
  }

  /** Starts a job that is told as a whole. */
  public static Xray of(Job job) {
    Xray xray =
        dataset(job.dataset())
            .name(job.name())
            .recipe(job.recipe())
            .seed(job.seed())
            .runtime(job.runtime())
            .workIn(job.folder())
            .checkpointEvery(job.checkpointEvery())
            .force(job.force())
            .rehash(job.rehash())
            .imageCacheSize(job.imageCacheSize())
            .onnx(job.onnx())
            .audit(job.audit())
            .licences(job.licences());
    job.externalSets().forEach(xray::externalSet);
    job.modelCard().forEach(xray::modelCard);
    job.settings().forEach(xray::set);
    job.coordinates().ifPresent(xray::coordinates);
    job.cache().ifPresent(xray::cache);
    job.imageCache().ifPresent(xray::imageCache);
    job.copyTo().ifPresent(xray::copyTo);
    return xray;
  }

  /** Names the model; by default {@code model}. */
  public Xray name(String value) {
    name = value;
    return this;
  }

  /** Chooses a recipe by its name; see {@link Recipe#NAMES}. */
  public Xray recipe(String value) {
    recipe = value;
    return this;
  }

  /** Overrides one setting of the recipe by its dotted name, such as {@code training.epochs}. */
  public Xray set(String setting, Object value) {
    settings.put(setting, value);
    return this;
  }

  /** Sets the seed of every random choice; by default 1. */
  public Xray seed(long value) {
    seed = value;
    return this;
  }

  /** Sets device, threads and oneDNN. */
  public Xray runtime(RuntimeSettings value) {
    runtime = value;
    return this;
  }

  /**
   * Sets the folder in which everything is written; what is there and up to date is not made again.
   */
  public Xray workIn(Path value) {
    folder = value;
    return this;
  }

  /** Sets the number of epochs between checkpoints; 0: none. */
  public Xray checkpointEvery(int epochs) {
    checkpointEvery = epochs;
    return this;
  }

  /** Sets whether to train even if the model is up to date. */
  public Xray force(boolean value) {
    force = value;
    return this;
  }

  /**
   * Sets whether every image file is read again. By default a file of unchanged size, modification
   * time and inode counts as unchanged.
   */
  public Xray rehash(boolean value) {
    rehash = value;
    return this;
  }

  /** Sets the Maven coordinates {@code groupId:artifactId:version} that the model will have. */
  public Xray coordinates(String value) {
    coordinates = Optional.of(value);
    return this;
  }

  /**
   * Sets whether the bundle carries the network as {@code model.onnx} too, for ONNX Runtime; by
   * default not, since it doubles the size.
   */
  public Xray onnx(boolean value) {
    onnx = value;
    return this;
  }

  /**
   * Keeps trained models in a folder that many jobs may share, also at the same time: what was
   * trained once from the same data, settings, seed and versions is taken from there.
   */
  public Xray cache(Path value) {
    cache = Optional.of(value);
    return this;
  }

  /**
   * Keeps decoded and preprocessed images, and digests of files, in a folder that many jobs may
   * share, also at the same time; by default in {@code image-cache} within the job's own folder.
   */
  public Xray imageCache(Path value) {
    imageCache = Optional.of(value);
    return this;
  }

  /**
   * Sets how much of the images is kept at most, in MB, by default {@value #IMAGE_CACHE_SIZE}: what
   * was used least recently makes room. What a job is using stays while it runs.
   */
  public Xray imageCacheSize(int megabytes) {
    imageCacheSize = megabytes;
    return this;
  }

  /** For a training that is to be repeated from nothing. */
  Xray withoutCache() {
    cache = Optional.empty();
    imageCache = Optional.empty();
    return this;
  }

  /** Adds a set of images of another origin, on which the model is evaluated too. */
  public Xray externalSet(ExternalSet value) {
    externalSets.add(value);
    return this;
  }

  /**
   * States in the model card what only its maker can say; see {@link
   * dev.xray.core.report.ModelCard#FIELDS}.
   */
  public Xray modelCard(String field, String text) {
    modelCard.put(field, text);
    return this;
  }

  /** Copies the images of the data set to {@code <folder>/<class>/}, as the article does. */
  public Xray copyTo(Path value) {
    copyTo = Optional.of(value);
    return this;
  }

  /** Sets how the job is audited, and which findings are accepted. */
  public Xray audit(AuditOptions value) {
    audit = value;
    return this;
  }

  /**
   * Sets what is done about images whose licence is unknown or forbids commercial use; by default
   * they are counted in a warning.
   */
  public Xray licences(LicenceRule value) {
    licences = value;
    return this;
  }

  /** Reports progress to a listener. */
  public Xray listener(XrayListener value) {
    listener = value;
    return this;
  }

  /** The job as told so far. */
  public Job job() {
    return new Job(
        name,
        dataset,
        recipe,
        settings,
        seed,
        runtime,
        folder,
        checkpointEvery,
        force,
        rehash,
        coordinates,
        onnx,
        cache,
        imageCache,
        imageCacheSize,
        externalSets,
        modelCard,
        copyTo,
        audit,
        licences);
  }

  /**
   * Finds the images, divides them, looks for leakage and writes {@code manifest.json}.
   *
   * @throws XrayException if the data set or a setting cannot be used, or the split leaks
   */
  public Prepared prepare() throws XrayException, IOException {
    CheckedJob job = checked();
    return PrepareStep.run(job, LeakageStep.forTraining(job), listener);
  }

  /**
   * Says what the data set and the external sets hold: counts by class, source, view, sex, age,
   * size and licence, with pictures. Trains nothing and looks for no leakage, so that it can be had
   * before anything else. Writes {@code dataset.html} and {@code dataset.json} into {@code
   * dataset/}.
   *
   * @throws XrayException if the data set or a setting cannot be used
   */
  public DataSheetWriter.Written dataSheet() throws XrayException, IOException {
    return DataSheetStep.run(job(), listener);
  }

  /**
   * Prepares, then trains and writes the model, unless it is up to date.
   *
   * @throws XrayException if the data set, an image or a setting cannot be used
   */
  public Trained train() throws XrayException, IOException {
    CheckedJob job = checked();
    TensorFlowRuntime.Loading ahead = TensorFlowRuntime.loadAhead(job.job().runtime());
    Prepared prepared;
    try {
      prepared = PrepareStep.run(job, LeakageStep.forTraining(job), listener);
    } finally {
      ahead.await();
    }
    return TrainStep.run(job, prepared, listener);
  }

  /**
   * Prepares, then audits: the data, and the model too where a current one stands in the folder.
   * Trains nothing. Writes {@code audit.json}, {@code audit.md} and {@code audit.html} into {@code
   * audit/}.
   *
   * @throws XrayException if the data set or a setting cannot be used, or the split leaks
   */
  public Audited audit() throws XrayException, IOException {
    CheckedJob job = checked();
    return AuditStep.run(job, PrepareStep.run(job, LeakageStep.forAudit(job), listener), listener);
  }

  /**
   * Prepares, then evaluates a model from elsewhere on this data set, with the model's own
   * preprocessing and thresholds, and writes into {@code evaluation-of-<its name>/}.
   *
   * @param model the bundle
   * @throws XrayException if the data set, the model or an image cannot be used
   */
  public Evaluated evaluate(Path model) throws XrayException, IOException {
    CheckedJob job = checked();
    return EvaluateStep.other(job, PrepareStep.unchecked(job, listener), model, listener);
  }

  /**
   * Trains and tests models of this recipe on folds of the data set, each image being tested by
   * models that have not seen it, and writes into {@code cross-validation/}. A run that was
   * interrupted goes on where it stopped; folds that are up to date are not trained again. Thread
   * count and device are part of that, as for {@link #train}.
   *
   * @throws XrayException if the data set, an image or a setting cannot be used
   */
  public CrossValidated crossValidate(CrossValidationSettings settings)
      throws XrayException, IOException {
    return CrossValidateStep.run(checked(), settings, listener);
  }

  /**
   * Trains some of the folds for a {@link #crossValidate} that follows, so that several processes
   * may share them. They may run at the same time in one folder.
   *
   * @param share which of the shares, from 0
   * @param of number of shares
   * @throws XrayException if the data set, an image or a setting cannot be used
   */
  public void trainFolds(CrossValidationSettings settings, int share, int of)
      throws XrayException, IOException {
    if (share < 0 || share >= of) {
      throw new IllegalArgumentException("share " + share + " of " + of);
    }
    CrossValidateStep.train(checked(), settings, share, of, listener);
  }

  /**
   * Runs a model's golden inputs on this machine.
   *
   * @throws XrayException if the model cannot be used
   */
  public static Verified verifyModel(VerifyJob job) throws XrayException, IOException {
    return VerifyStep.run(job);
  }

  /**
   * Classifies images with a finished model and writes {@code predictions.csv}, {@code
   * predictions.json} and a picture.
   *
   * @throws XrayException if the model or an image that was named cannot be read
   */
  public static Predicted predict(PredictJob job, XrayListener listener)
      throws XrayException, IOException {
    return PredictStep.run(job, listener);
  }

  /**
   * Shows where in images a model's score reacts: of images that are named, or of the test set of a
   * job's own model, which is trained first if it is not up to date. Writes {@code
   * explanations.json}, {@code explain.html} and {@code overlays/}.
   *
   * @throws XrayException if the model, a setting or an image that was named cannot be used
   */
  public static Explained explain(ExplainJob job, XrayListener listener)
      throws XrayException, IOException {
    return ExplainStep.run(job, listener);
  }

  /**
   * Makes synthetic chest phantoms: a data set without a download.
   *
   * @param settings how many, how large, how hard
   * @param seed of every random choice
   * @param folder receives {@code metadata.csv}, {@code images/} and {@code masks/}
   * @throws XrayException if a setting is out of range
   */
  public static void phantom(
      PhantomSettings settings, long seed, Path folder, XrayListener listener)
      throws XrayException, IOException {
    PhantomStep.run(settings, seed, folder, listener);
  }

  private CheckedJob checked() throws SettingException {
    return CheckedJob.of(job());
  }
}
