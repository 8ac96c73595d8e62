package dev.xray.maven;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.DatasetSpec;
import dev.xray.core.dataset.LicenceRule;
import dev.xray.core.pipeline.AuditOptions;
import dev.xray.core.pipeline.ExternalSet;
import dev.xray.core.pipeline.Job;
import dev.xray.core.pipeline.Publication;
import dev.xray.core.pipeline.Recipe;
import dev.xray.core.pipeline.UpToDate;
import dev.xray.core.pipeline.Xray;
import dev.xray.core.report.ModelCard;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Parameters of the goals that work on a data set, and the {@link Job} made of them. */
abstract class AbstractJobMojo extends AbstractFetchMojo {
  private static final String SETTINGS = "xray.settings.";

  private static final String NO_SOURCES =
      "is missing: say where the images come from, for example:"
          + """

            <sources>
              <source>
                <metadata>covid-chestxray-dataset/metadata.csv</metadata>
                <images>covid-chestxray-dataset/images</images>
                <where><finding>COVID-19</finding><view>PA</view></where>
                <label>covid</label>
              </source>
              <source>
                <images>chest_xray/train/NORMAL</images>
                <label>normal</label>
                <balance>true</balance>
              </source>
            </sources>
          """
              .indent(-10);

  /** Name of the model: names its folder, its file and its place on an application's class path. */
  @Parameter(property = "xray.name", defaultValue = "${project.artifactId}")
  private String name = "";

  /** The two classes: {@code <negative>} and {@code <positive>}. */
  @Parameter private ClassesParameter classes = new ClassesParameter();

  /**
   * Where images come from; each {@code <source>} has {@code <images>} (a folder) and {@code
   * <label>} (one of the classes) or {@code <labels>} (class to values of the finding), and may
   * have {@code <metadata>} (a CSV file), {@code <where>} (column to wanted value), {@code
   * <layout>} (that of a published collection), {@code <columns>}, {@code <file>}, {@code <values>}
   * and {@code <patient>} (how another table is read), {@code <patientScope>} (whose patient ids
   * these are), {@code <licence>} (of the images for which no table gives one), {@code <balance>}
   * (sample as many images as the other class has), {@code <name>}, and {@code <collection>}: one
   * of {@code <fetch>}, in whose folder the images and metadata then are.
   */
  @Parameter private List<SourceParameter> sources = List.of();

  /**
   * The recipe: {@code article} (the 2020 article as it was meant), {@code rigorous} or {@code
   * article-verbatim} (its code to the letter). Each of its settings can be overridden.
   */
  @Parameter(property = "xray.recipe", defaultValue = "article")
  private String recipe = "article";

  /** The one seed of every random choice. */
  @Parameter(property = "xray.seed", defaultValue = "1")
  private long seed;

  /** Epochs to train; by default the recipe's, 100. */
  @Parameter(property = "xray.epochs")
  @Nullable
  private Integer epochs;

  /** Images in a batch; by default the recipe's, 16. */
  @Parameter(property = "xray.batchSize")
  @Nullable
  private Integer batchSize;

  /** Learning rate of Adam; by default the recipe's, 0.001. */
  @Parameter(property = "xray.learningRate")
  @Nullable
  private Double learningRate;

  /**
   * Epochs without a lower validation loss after which training stops, 0: never; by default the
   * recipe's.
   */
  @Parameter(property = "xray.earlyStoppingPatience")
  @Nullable
  private Integer earlyStoppingPatience;

  /** Whether the weights of the epoch with the lowest validation loss are kept. */
  @Parameter(property = "xray.restoreBestWeights")
  @Nullable
  private Boolean restoreBestWeights;

  /** Share of the images for testing; by default the recipe's, 0.25. */
  @Parameter(property = "xray.testShare")
  @Nullable
  private Double testShare;

  /** Share of the images for validation; by default the recipe's. */
  @Parameter(property = "xray.validationShare")
  @Nullable
  private Double validationShare;

  /** Whether all images of a patient stay on one side of the split; by default the recipe's. */
  @Parameter(property = "xray.groupByPatient")
  @Nullable
  private Boolean groupByPatient;

  /** Width of the network's input in pixels; by default the recipe's, 200. */
  @Parameter(property = "xray.width")
  @Nullable
  private Integer width;

  /** Height of the network's input in pixels; by default the recipe's, 200. */
  @Parameter(property = "xray.height")
  @Nullable
  private Integer height;

  /** Share of activations that are dropped in training; by default the recipe's, 0.6. */
  @Parameter(property = "xray.dropout")
  @Nullable
  private Double dropout;

  /**
   * Whether training images are changed at random. {@code true} takes the recipe's changes, or the
   * article's where the recipe has none.
   */
  @Parameter(property = "xray.augmentation")
  @Nullable
  private Boolean augmentation;

  /** Probabilities above which an image counts as positive; by default the recipe's, 0.5,0.45. */
  @Parameter(property = "xray.thresholds")
  private List<Double> thresholds = List.of();

  /**
   * How the threshold that decides is found: {@code fixed} (the first of {@code thresholds}),
   * {@code sensitivity>=0.95}, {@code specificity>=0.90}, {@code youden} or {@code cost=5} (a
   * missed positive costs as much as five false alarms). Chosen on the validation part; by default
   * the recipe's.
   */
  @Parameter(property = "xray.threshold")
  @Nullable
  private String threshold;

  /**
   * From which images it is chosen: {@code validation}; {@code out-of-fold}, from what the models
   * of {@code xray:cross-validate}, which must be run before, say of images they have not learned
   * from; or {@code test}, which is optimistic, and every output says so.
   */
  @Parameter(property = "xray.thresholdFrom")
  @Nullable
  private String thresholdFrom;

  /**
   * What is done so that probabilities mean what they say: {@code none} or {@code temperature}
   * (temperature scaling, fitted on the validation part); by default the recipe's.
   */
  @Parameter(property = "xray.calibration")
  @Nullable
  private String calibration;

  /**
   * Share of positives where the model is to be used: figures are given for it too, and {@code
   * cost=} reckons with it. By default none is declared.
   */
  @Parameter(property = "xray.prevalence")
  @Nullable
  private Double prevalence;

  /**
   * Columns of the metadata by whose values figures are given; {@code auto} (default) stands for
   * sex, age, view and source, as far as they have more than one value.
   */
  @Parameter(property = "xray.slices")
  private List<String> slices = List.of();

  /** First years of all age bands but the lowest; by default 18,40,65. */
  @Parameter(property = "xray.ageBands")
  private List<Integer> ageBands = List.of();

  /**
   * Names of the sources that are the test part, so that it comes from elsewhere than the rest;
   * {@code name/test} is the folder {@code test} of one that is divided already. By default a share
   * of all images is the test part, at random.
   */
  @Parameter(property = "xray.testSources")
  private List<String> testSources = List.of();

  /**
   * Further images on which the model is evaluated, such as those of another hospital: each {@code
   * <externalSet>} has a {@code <name>} and {@code <sources>}.
   */
  @Parameter private List<ExternalSetParameter> externalSets = List.of();

  /**
   * What only its maker can say of the model, for its card: {@code <intendedUse>}, {@code
   * <limitations>}, {@code <acquisition>}, {@code <labelling>}, {@code <patients>}, {@code
   * <externalValidation>}, {@code <shortcuts>}, {@code <contact>}. What is left out is 'not
   * stated'.
   */
  @Parameter private Map<String, String> modelCard = Map.of();

  /**
   * Any setting of the recipe by its dotted name, such as {@code
   * <network.filters>16,16</network.filters>}; on the command line {@code
   * -Dxray.settings.network.filters=16,16}.
   */
  @Parameter private Map<String, String> settings = Map.of();

  /**
   * Where everything is written; by default <code>${project.build.directory}/xray/&lt;name&gt;
   * </code>.
   */
  @Parameter(property = "xray.outputDirectory")
  @Nullable
  private File outputDirectory;

  /** Epochs between checkpoints, from which an interrupted training resumes; 0: none. */
  @Parameter(property = "xray.checkpointEvery", defaultValue = "10")
  private int checkpointEvery;

  /** Whether to train even if the model is up to date; once in a build. */
  @Parameter(property = "xray.force", defaultValue = "false")
  private boolean force;

  /**
   * Whether every image file is read again. By default a file of unchanged name, size, modification
   * time and inode counts as unchanged.
   */
  @Parameter(property = "xray.rehash", defaultValue = "false")
  private boolean rehash;

  /**
   * Whether the model carries the network as {@code model.onnx} too, for ONNX Runtime; doubles its
   * size. Repackages a model that is there, without training.
   */
  @Parameter(property = "xray.onnx", defaultValue = "false")
  private boolean onnx;

  /**
   * Whether trained models are kept outside of the build folder, so that they survive {@code
   * clean}: what was trained once from the same data, settings, seed and versions is not trained
   * again.
   */
  @Parameter(property = "xray.cache", defaultValue = "true")
  private boolean cache;

  /**
   * Where they are kept, for all projects together; by default {@code xray-cache} beside the local
   * repository, such as {@code ~/.m2/xray-cache}. Holds at most 1 GB: what was used least recently
   * goes first.
   */
  @Parameter(property = "xray.cacheDirectory")
  @Nullable
  private File cacheDirectory;

  /**
   * Where preprocessed images and digests of files are kept, so that the next build decodes
   * nothing; by default {@code image-cache} in the output folder, where {@code clean} takes them
   * away. Name a folder elsewhere for large collections; several projects may share it.
   */
  @Parameter(property = "xray.imageCache")
  @Nullable
  private File imageCache;

  /** MB of images that are kept there at most; what a goal is using stays while it runs. */
  @Parameter(property = "xray.imageCacheSize", defaultValue = "8000")
  private int imageCacheSize = Xray.IMAGE_CACHE_SIZE;

  /** Folder into which the images are copied as {@code <class>/<file>}, as the article does. */
  @Parameter(property = "xray.copyTo")
  @Nullable
  private File copyTo;

  /**
   * Whether the report is attached as it stands in the build folder: with pictures and file names
   * of the data set. Fails where the licence of an image is non-commercial or not known to allow
   * it, unless {@code acceptedLicences} names it.
   */
  @Parameter(property = "xray.publishImages", defaultValue = "false")
  private boolean publishImages;

  /**
   * Licences, as the metadata or the reports write them, under which {@code publishImages} may
   * publish all the same; {@code unknown} stands for images without one.
   */
  @Parameter(property = "xray.acceptedLicences")
  private List<String> acceptedLicences = List.of();

  /**
   * What is done about images whose licence is unknown or forbids commercial use: {@code fail},
   * {@code warn} or {@code ignore}.
   */
  @Parameter(property = "xray.licences", defaultValue = "warn")
  private String licences = "warn";

  /**
   * Names of the audit's checks whose serious findings do not fail the build, such as {@code
   * duplicate.near}: whoever accepts one has looked at the images. The report still tells.
   */
  @Parameter(property = "xray.acceptedFindings")
  private List<String> acceptedFindings = List.of();

  /**
   * Folder of lung masks for the audit: PNG files, white where there is lung, named as the images.
   * Without it, masks are looked for in {@code masks/lungs} beside the folder of the images.
   */
  @Parameter(property = "xray.lungMasks")
  @Nullable
  private File lungMasks;

  /**
   * Whether the audit also trains a network on the outermost 8% of the images alone, to see whether
   * the border gives the class away. Takes as long as training the model.
   */
  @Parameter(property = "xray.retrainOnBorder", defaultValue = "false")
  private boolean retrainOnBorder;

  /** The job, checked as far as possible without a native library. */
  Job job() throws XrayException, IOException, InterruptedException {
    Job job = checkedJob();
    if (publishImages) {
      Publication.check(job, acceptedLicences);
    }
    return job;
  }

  boolean publishesImages() {
    return publishImages;
  }

  private Job checkedJob() throws XrayException, IOException, InterruptedException {
    Map<String, Object> overrides = overrides();
    Recipe.named(recipe).with(overrides).validate();
    Places places = new Places(directory(), fetched());
    DatasetSpec dataset = dataset(places);
    dataset.validate();
    ModelCard.validate(modelCard());
    return new Job(
        name,
        dataset,
        recipe,
        overrides,
        seed,
        runtime(),
        folder(),
        checkpointEvery,
        force && !isTrainedInThisBuild(),
        rehash,
        coordinates(),
        onnx,
        cacheFolder(),
        Optional.ofNullable(imageCache).map(File::toPath),
        imageCacheSize,
        externalSets(places),
        modelCard(),
        Optional.ofNullable(copyTo).map(File::toPath),
        audit(),
        LicenceRule.of(licences));
  }

  private AuditOptions audit() {
    return new AuditOptions(
        acceptedFindings, Optional.ofNullable(lungMasks).map(File::toPath), retrainOnBorder);
  }

  String name() {
    return name;
  }

  /** The one seed of every random choice. */
  long seed() {
    return seed;
  }

  /** Where everything is written. */
  Path folder() {
    return outputDirectory == null ? buildDirectory().resolve(name) : outputDirectory.toPath();
  }

  /** For the goals that follow in this build: what was forced once is not forced again. */
  void rememberTraining() {
    project().setContextValue(trained(), true);
  }

  private boolean isTrainedInThisBuild() {
    return project().getContextValue(trained()) != null;
  }

  private String trained() {
    return "dev.xray.maven.trained:" + folder().toAbsolutePath();
  }

  /** Shows what stands and needs no worker. */
  void tell(UpToDate.Standing standing) {
    standing.warnings().forEach(getLog()::warn);
    standing.summary().forEach(getLog()::info);
  }

  private Optional<String> coordinates() {
    return pom()
        .map(
            pom ->
                project().getGroupId()
                    + ":"
                    + project().getArtifactId()
                    + ":"
                    + project().getVersion());
  }

  private Optional<Path> cacheFolder() {
    if (!cache) {
      return Optional.empty();
    }
    if (cacheDirectory != null) {
      return Optional.of(cacheDirectory.toPath());
    }
    return Optional.of(besideLocalRepository("xray-cache"));
  }

  private DatasetSpec dataset(Places places) throws SettingException {
    if (sources.isEmpty()) {
      throw new SettingException("sources", NO_SOURCES);
    }
    return new DatasetSpec(
        classes.toClasses(), SourceParameter.toSpecs("sources", sources, places));
  }

  private Map<String, String> modelCard() throws SettingException {
    for (Map.Entry<String, String> field : modelCard.entrySet()) {
      if (field.getValue() == null) {
        throw new SettingException(
            "modelCard." + field.getKey(),
            "is empty: write what is to be stated, or leave it out.");
      }
    }
    return Map.copyOf(modelCard);
  }

  private List<ExternalSet> externalSets(Places places) throws SettingException {
    List<ExternalSet> sets = new ArrayList<>();
    for (int i = 0; i < externalSets.size(); i++) {
      sets.add(externalSets.get(i).toSet("externalSets[" + i + "]", places));
    }
    return sets;
  }

  private Map<String, Object> overrides() throws SettingException {
    Map<String, Object> overrides = named();
    put(overrides, "training.epochs", epochs);
    put(overrides, "training.batchSize", batchSize);
    put(overrides, "training.learningRate", learningRate);
    put(overrides, "training.earlyStoppingPatience", earlyStoppingPatience);
    put(overrides, "training.restoreBestWeights", restoreBestWeights);
    put(overrides, "split.testShare", testShare);
    put(overrides, "split.validationShare", validationShare);
    put(overrides, "split.groupByPatient", groupByPatient);
    put(overrides, "preprocessing.width", width);
    put(overrides, "preprocessing.height", height);
    put(overrides, "network.dropout", dropout);
    put(overrides, "thresholds", thresholds.isEmpty() ? null : thresholds);
    put(overrides, "threshold", threshold);
    put(overrides, "thresholdFrom", thresholdFrom);
    put(overrides, "calibration", calibration);
    put(overrides, "evaluation.prevalence", prevalence);
    put(overrides, "evaluation.slices", slices.isEmpty() ? null : slices);
    put(overrides, "evaluation.ageBands", ageBands.isEmpty() ? null : ageBands);
    put(overrides, "split.testSources", testSources.isEmpty() ? null : testSources);
    if (augmentation != null) {
      overrides.putAll(Augmentations.of(recipe, augmentation));
    }
    return overrides;
  }

  /** Settings by their dotted names: those of the POM, then those of the command line. */
  private Map<String, Object> named() throws SettingException {
    Map<String, String> named = new TreeMap<>(settings);
    Properties user = session().getUserProperties();
    user.stringPropertyNames().stream()
        .filter(property -> property.startsWith(SETTINGS))
        .forEach(
            property ->
                named.put(property.substring(SETTINGS.length()), user.getProperty(property)));
    for (Map.Entry<String, String> setting : named.entrySet()) {
      if (setting.getValue() == null) {
        throw new SettingException(setting.getKey(), "is empty: write a value.");
      }
    }
    return new TreeMap<>(named);
  }

  private static void put(Map<String, Object> overrides, String setting, @Nullable Object value) {
    if (value != null) {
      overrides.put(setting, value);
    }
  }
}
