package dev.xray.core.pipeline;

import dev.xray.core.Folders;
import dev.xray.core.SettingException;
import dev.xray.core.UnreadableImageException;
import dev.xray.core.XrayException;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.codec.ImageHeader;
import dev.xray.core.dataset.Classes;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.LicenceCount;
import dev.xray.core.dataset.LicenceRule;
import dev.xray.core.report.DataSheetData;
import dev.xray.core.report.DataSheetSet;
import dev.xray.core.report.DataSheetWriter;
import dev.xray.core.runtime.Parallel;
import dev.xray.core.runtime.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says what a data set holds, before anything is learned from it: also of one whose split leaks,
 * and of one whose licences would fail.
 */
final class DataSheetStep {
  /** Pictures of a source and class. */
  private static final int PICTURES = 6;

  /** Pictures of a set, however many sources it has. */
  private static final int MOST_PICTURES = 60;

  private static final int LISTED = 5;

  private final CheckedJob job;
  private final Prepared prepared;
  private final XrayListener listener;

  private DataSheetStep(CheckedJob job, Prepared prepared, XrayListener listener) {
    this.job = job;
    this.prepared = prepared;
    this.listener = listener;
  }

  static DataSheetWriter.Written run(Job told, XrayListener listener)
      throws XrayException, IOException {
    CheckedJob job = checked(told);
    Prepared prepared = PrepareStep.read(job);
    prepared.warnings().forEach(listener::warning);
    Workspace files = job.workspace();
    Folders.delete(files.dataSheetStamp());
    DataSheetWriter.Written written =
        DataSheetWriter.write(new DataSheetStep(job, prepared, listener).data(), files.dataSheet());
    Stamp.write(
        files.dataSheetStamp(), digest(job, prepared), List.of(summary(prepared)), written.all());
    listener.message(summary(prepared));
    return written;
  }

  /** A job whose licences are shown, not failed on. */
  static CheckedJob checked(Job told) throws SettingException {
    return CheckedJob.of(
        told.licences() == LicenceRule.FAIL ? told.withLicences(LicenceRule.WARN) : told);
  }

  static String summary(Prepared prepared) {
    return PrepareStep.summary(prepared.manifest());
  }

  /** Everything that decides a data sheet. */
  private record Inputs(
      String xray,
      String name,
      String manifest,
      Map<String, String> externals,
      List<Integer> ageBands,
      Map<String, String> modelCard,
      LicenceRule licences) {}

  /** SHA-256 over everything that decides a data sheet. */
  static String digest(CheckedJob job, Prepared prepared) {
    return Hashes.sha256OfJson(
        new Inputs(
            Versions.xray(),
            job.job().name(),
            prepared.digest(),
            prepared.externals().stream()
                .collect(Collectors.toMap(ExternalData::name, ExternalData::digest)),
            job.recipe().evaluation().ageBands(),
            job.job().modelCard(),
            job.job().licences()));
  }

  private DataSheetData data() throws XrayException, IOException {
    List<String> warnings = new ArrayList<>(prepared.warnings());
    List<DataSheetSet> sets = new ArrayList<>();
    Map<String, String> digests = new TreeMap<>();
    digests.put("dataset", prepared.digest());
    Classes classes = prepared.dataset().classes();
    List<LabeledImage> images = prepared.dataset().images();
    List<String> parts =
        prepared.split().parts().stream()
            .map(part -> part.name().toLowerCase(Locale.ROOT))
            .toList();
    sets.add(set(DataSheetSet.DATA_SET, images, parts, classes, warnings));
    for (ExternalData external : prepared.externals()) {
      digests.put("external " + external.name(), external.digest());
      sets.add(set(external.name(), external.dataset().images(), List.of(), classes, warnings));
    }
    return new DataSheetData(
        job.job().name(),
        classes,
        sets,
        prepared.dataset().counts(),
        job.job().modelCard(),
        warnings,
        digests,
        Map.of("xray", Versions.xray()));
  }

  private DataSheetSet set(
      String name,
      List<LabeledImage> images,
      List<String> parts,
      Classes classes,
      List<String> warnings)
      throws XrayException, IOException {
    List<Optional<ImageHeader>> headers = headers(images);
    unreadable(name, images, headers).ifPresent(warnings::add);
    Map<String, Integer> counts = new TreeMap<>();
    classes.names().forEach(label -> counts.put(label, 0));
    images.forEach(image -> counts.merge(image.label(), 1, Integer::sum));
    return new DataSheetSet(
        name,
        counts,
        (int) images.stream().flatMap(image -> image.patient().stream()).distinct().count(),
        (int) images.stream().filter(image -> image.patient().isEmpty()).count(),
        LicenceCount.of(images, classes),
        new Breakdowns(images, headers, classes)
            .of(parts, new AgeBands(job.recipe().evaluation().ageBands())),
        pictures(images));
  }

  private List<Optional<ImageHeader>> headers(List<LabeledImage> images)
      throws XrayException, IOException {
    Progress progress =
        new Progress(done -> listener.progress("Looking at images", done, images.size()));
    return Parallel.map(
        job.job().runtime().threads(),
        images.size(),
        i -> {
          Optional<ImageHeader> header = header(images.get(i));
          progress.one();
          return header;
        });
  }

  private static Optional<ImageHeader> header(LabeledImage image)
      throws XrayException, IOException {
    try {
      byte[] bytes = ImageCodec.read(image.path(), image.file());
      image.checkUnchanged(bytes);
      return Optional.of(ImageCodec.header(bytes, image.file()));
    } catch (UnreadableImageException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> unreadable(
      String set, List<LabeledImage> images, List<Optional<ImageHeader>> headers) {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      if (headers.get(i).isEmpty()) {
        files.add(images.get(i).source() + "/" + images.get(i).file());
      }
    }
    return files.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "In the "
                + (set.equals(DataSheetSet.DATA_SET) ? set : "external set " + set)
                + ", "
                + files.size()
                + " of "
                + images.size()
                + " files cannot be read as images: "
                + String.join(", ", files.stream().limit(LISTED).toList())
                + (files.size() > LISTED ? " and " + (files.size() - LISTED) + " more" : "")
                + ".");
  }

  /** Of each source and class some, from all over it. */
  private static List<DataSheetSet.Picture> pictures(List<LabeledImage> images)
      throws XrayException, IOException {
    Map<String, List<LabeledImage>> groups = new LinkedHashMap<>();
    for (LabeledImage image : images) {
      groups
          .computeIfAbsent(image.source() + "\n" + image.label(), any -> new ArrayList<>())
          .add(image);
    }
    List<DataSheetSet.Picture> pictures = new ArrayList<>();
    for (List<LabeledImage> group : groups.values()) {
      int shown = Math.min(Math.min(PICTURES, group.size()), MOST_PICTURES - pictures.size());
      for (int i = 0; i < shown; i++) {
        LabeledImage image = group.get(i * group.size() / shown);
        pictures.add(
            new DataSheetSet.Picture(
                image.source(), image.label(), image.file(), FindingPictures.small(image.path())));
      }
    }
    return pictures;
  }
}
