package dev.xray.core.dataset;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.codec.DicomAttributes;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.runtime.Parallel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads what a {@link DatasetSpec} names: tables and folders to labelled images. Looks at file
 * names, tables, the bytes' SHA-256 and, where there is no table, the headers of DICOM files;
 * decodes nothing.
 *
 * <p>An image is taken once, however often it is named: a second row or source of the same class is
 * passed over with a warning; of the other class it is an error.
 */
public final class DatasetReader {
  private static final int LISTED_FILES = 5;
  private static final String MODALITY = "modality";

  /**
   * In front of an id from a DICOM file's header: one hospital's patients are the same people in
   * whichever folder they lie. Two hospitals are told apart by the user alone: the header's issuer
   * of ids, where there is one, is written in more than one way, and a patient who is taken for two
   * leaks, while two who are taken for one do not.
   */
  private static final String DICOM_PATIENTS = "dicom";

  private final DatasetSpec spec;
  private final Optional<String> set;
  private final List<SourceSpec> learnedFrom;
  private final FileDigests digests;
  private final Consumer<String> warnings;

  /** Of each source, class by class where it has both. */
  private final List<FoundSource> found = new ArrayList<>();

  /** Images of each of these without repetitions. */
  private final List<List<FoundImage>> distinct = new ArrayList<>();

  private DatasetReader(
      DatasetSpec spec,
      Optional<String> set,
      List<SourceSpec> learnedFrom,
      FileDigests digests,
      Consumer<String> warnings) {
    this.spec = spec;
    this.set = set;
    this.learnedFrom = learnedFrom;
    this.digests = digests;
    this.warnings = warnings;
  }

  /** Reads a data set, and every file of it. */
  public static Dataset read(DatasetSpec spec, Seed seed, Consumer<String> warnings)
      throws XrayException, IOException {
    return read(spec, seed, FileDigests.forgetful(), warnings);
  }

  /**
   * Reads a data set.
   *
   * @param spec what to read
   * @param seed decides which images balancing leaves out
   * @param digests tell the SHA-256 of files
   * @param warnings hears, on the calling thread and once for each source, of rows without an image
   *     and of what else is passed over
   * @return images in the order of the sources, within a source by file name; the same for the same
   *     files and seed
   * @throws SettingException if a setting cannot be used: a path that does not exist, a filter that
   *     matches nothing, a class with fewer than two images
   * @throws XrayException if an image file is too large
   * @throws IOException if a file cannot be read
   */
  public static Dataset read(
      DatasetSpec spec, Seed seed, FileDigests digests, Consumer<String> warnings)
      throws XrayException, IOException {
    spec.validate();
    DatasetReader reader = new DatasetReader(spec, Optional.empty(), List.of(), digests, warnings);
    reader.find();
    reader.removeRepetitions();
    List<List<FoundImage>> taken = Balance.apply(reader.parts(), reader.distinct, seed, warnings);
    reader.checkClasses(taken);
    return new Dataset(spec.classes(), reader.images(taken), reader.counts(taken));
  }

  /**
   * Reads a data set that a model is only tried on: it may have images of one class alone.
   *
   * @param name of the set; keeps its patients apart from those of other sets
   * @param spec what to read; its sources are taken as they are, not balanced
   * @param learnedFrom the sources that a model was made from: patients of a table that one of them
   *     reads too are the same people
   * @param digests tell the SHA-256 of files
   * @param warnings as for {@link #read}
   * @throws SettingException if a setting cannot be used
   */
  public static Dataset readExternal(
      String name,
      DatasetSpec spec,
      List<SourceSpec> learnedFrom,
      FileDigests digests,
      Consumer<String> warnings)
      throws XrayException, IOException {
    spec.validateExternal();
    DatasetReader reader =
        new DatasetReader(spec, Optional.of(name), learnedFrom, digests, warnings);
    reader.find();
    reader.removeRepetitions();
    return new Dataset(
        spec.classes(), reader.images(reader.distinct), reader.counts(reader.distinct));
  }

  private void find() throws SettingException, IOException {
    checkScopes();
    for (int i = 0; i < spec.sources().size(); i++) {
      SourceSpec source = spec.sources().get(i);
      List<FoundSource> parts =
          source.metadata().isPresent() || source.isLabelled()
              ? MetadataSource.read(i, source, spec.classes(), warnings)
              : List.of(FolderSource.read(i, source, warnings));
      found.addAll(parts);
      parts.forEach(this::warnOfMissing);
    }
  }

  /** One table's patients must not be taken for several. */
  private void checkScopes() throws SettingException {
    Map<Path, SourceSpec> tables = new HashMap<>();
    for (int i = 0; i < spec.sources().size(); i++) {
      SourceSpec source = spec.sources().get(i);
      Optional<SourceSpec> other =
          source.metadata().map(table -> tables.putIfAbsent(MetadataSource.key(table), source));
      if (other.isPresent() && !other.get().patientScope().equals(source.patientScope())) {
        throw new SettingException(
            DatasetSpec.setting(i, "patientScope"),
            "is another one than that of source "
                + other.get().name()
                + ", which reads the same table: a patient in both would be taken for two. Give both"
                + " the same.");
      }
    }
  }

  private void warnOfMissing(FoundSource images) {
    if (!images.missing().isEmpty()) {
      warnings.accept(
          images.source().name()
              + ": "
              + images.missing().size()
              + " of "
              + images.matched()
              + " matching rows have no image in "
              + images.source().images()
              + " and are left out: "
              + Lists.bounded(images.missing(), LISTED_FILES)
              + ".");
    }
  }

  /** The source of a part of the images, with one class. */
  private SourceSpec source(int part) {
    return found.get(part).source();
  }

  /** The data set with a source for each class of each. */
  private DatasetSpec parts() {
    return new DatasetSpec(spec.classes(), found.stream().map(FoundSource::source).toList());
  }

  private void removeRepetitions() throws SettingException, IOException {
    NamedFiles named = new NamedFiles();
    for (int i = 0; i < found.size(); i++) {
      List<FoundImage> kept = new ArrayList<>();
      for (FoundImage image : found.get(i).images()) {
        int first = named.firstSource(image.path(), i);
        if (first < 0) {
          kept.add(image);
        } else {
          checkSameClass(image, first, i);
        }
      }
      warnOfRepetitions(i, found.get(i).images().size() - kept.size());
      kept.sort(Comparator.comparing(FoundImage::file));
      distinct.add(kept);
    }
  }

  private void checkSameClass(FoundImage image, int first, int second) throws SettingException {
    SourceSpec one = source(first);
    SourceSpec other = source(second);
    if (!one.label().equals(other.label())) {
      throw new SettingException(
          "sources[" + found.get(second).index() + "]",
          "takes "
              + image.path()
              + " as "
              + other.label()
              + ", but sources["
              + found.get(first).index()
              + "] takes it as "
              + one.label()
              + ". Change one of their filters or folders.");
    }
  }

  private void warnOfRepetitions(int source, int repeated) {
    if (repeated > 0) {
      warnings.accept(
          source(source).name()
              + ": "
              + Lists.counted(repeated, "image")
              + " named before, by another row or source, and taken once.");
    }
  }

  private void checkClasses(List<List<FoundImage>> taken) throws SettingException {
    for (String label : spec.classes().names()) {
      int images = 0;
      List<Integer> sources = new ArrayList<>();
      for (int i = 0; i < taken.size(); i++) {
        if (source(i).label().equals(label)) {
          images += taken.get(i).size();
          sources.add(found.get(i).index());
        }
      }
      if (images < 2) {
        throw new SettingException(
            sources.size() == 1 ? "sources[" + sources.get(0) + "]" : "sources",
            (sources.size() == 1 ? "gives " : "give ")
                + (images == 0 ? "no image" : "only one image")
                + " of class "
                + label
                + ", but training and testing need at least one each.");
      }
    }
  }

  private List<LabeledImage> images(List<List<FoundImage>> taken)
      throws XrayException, IOException {
    List<SourceSpec> sources = new ArrayList<>();
    List<FoundImage> images = new ArrayList<>();
    for (int i = 0; i < taken.size(); i++) {
      for (FoundImage image : taken.get(i)) {
        sources.add(source(i));
        images.add(image);
      }
    }
    List<LabeledImage> labeled =
        Parallel.map(
            Runtime.getRuntime().availableProcessors(),
            images.size(),
            i -> labeled(sources.get(i), images.get(i)));
    digests.save();
    return labeled;
  }

  private LabeledImage labeled(SourceSpec source, FoundImage image)
      throws XrayException, IOException {
    DicomAttributes header = attributes(source, image);
    Map<String, String> metadata = new TreeMap<>(image.metadata());
    header.modality().ifPresent(modality -> metadata.putIfAbsent(MODALITY, modality));
    return new LabeledImage(
        image.path(),
        source.name(),
        image.file(),
        source.label(),
        digests.sha256(source.images(), image.file(), image.path()),
        image
            .patient()
            .map(id -> patientScope(source) + "/" + id)
            .or(() -> header.patient().map(id -> dicomScope(source) + "/" + id)),
        image.view().or(header::view),
        image.sex().or(header::sex),
        image.age().or(header::age),
        image.licence().or(source::licence),
        Collections.unmodifiableMap(metadata));
  }

  /**
   * What a DICOM file's header says of an image, where no table does; nothing if it cannot be read:
   * that is said when images are decoded, of all of them at once. Files with a picture's ending are
   * not opened for it: a build in which nothing changed reads none of them, and of DICOM files only
   * their headers.
   */
  private static DicomAttributes attributes(SourceSpec source, FoundImage image)
      throws IOException {
    boolean told = source.metadata().isPresent() || !ImageCodec.mayBeDicom(image.file());
    return told ? DicomAttributes.NONE : ImageCodec.dicomAttributes(image.path());
  }

  private static String dicomScope(SourceSpec source) {
    return source.patientScope().orElse(DICOM_PATIENTS);
  }

  /** Sources that read one table share its patients: the first one's name stands for all. */
  private String patientScope(SourceSpec source) {
    if (source.patientScope().isPresent()) {
      return source.patientScope().get();
    }
    Optional<Path> table = source.metadata().map(MetadataSource::key);
    Optional<String> learned = table.flatMap(any -> first(learnedFrom, table));
    String own = first(spec.sources(), table).orElse(source.name());
    return learned.orElse(set.map(name -> name + "/" + own).orElse(own));
  }

  private static Optional<String> first(List<SourceSpec> sources, Optional<Path> table) {
    return sources.stream()
        .filter(other -> other.metadata().map(MetadataSource::key).equals(table))
        .findFirst()
        .map(SourceSpec::name);
  }

  private List<SourceCount> counts(List<List<FoundImage>> taken) {
    List<SourceCount> counts = new ArrayList<>();
    for (int i = 0; i < taken.size(); i++) {
      FoundSource images = found.get(i);
      SourceSpec source = images.source();
      counts.add(
          new SourceCount(
              source.name(),
              source.label(),
              Map.copyOf(source.where()),
              images.rows(),
              images.matched(),
              images.missing(),
              images.images().size() - distinct.get(i).size(),
              distinct.get(i).size() - taken.get(i).size(),
              taken.get(i).size()));
    }
    return List.copyOf(counts);
  }
}
