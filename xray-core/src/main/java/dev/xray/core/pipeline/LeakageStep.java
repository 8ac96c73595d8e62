package dev.xray.core.pipeline;

import dev.xray.core.Folders;
import dev.xray.core.Json;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.audit.facts.FactsReader;
import dev.xray.core.audit.leakage.AuditedImage;
import dev.xray.core.audit.leakage.Leak;
import dev.xray.core.audit.leakage.Leakage;
import dev.xray.core.audit.leakage.LeakageChecks;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.image.PixelCache;
import dev.xray.core.image.RecordKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The leakage firewall: nothing is trained on a split that leaks. */
final class LeakageStep {
  private LeakageStep() {}

  /** Everything that decides what is found, and whether it fails. */
  private record Inputs(
      String xray, String manifest, Map<String, String> externals, Set<String> accepted) {}

  /** SHA-256 over everything that decides what is found, and whether it fails. */
  static String digest(CheckedJob job, Prepared prepared) {
    return digest(
        job,
        prepared,
        prepared.externals().stream()
            .collect(Collectors.toMap(ExternalData::name, ExternalData::digest)));
  }

  /** The same without the external sets, on which a model does not depend. */
  static String dataDigest(CheckedJob job, Prepared prepared) {
    return digest(job, prepared, Map.of());
  }

  private static String digest(CheckedJob job, Prepared prepared, Map<String, String> externals) {
    Inputs inputs =
        new Inputs(Versions.xray(), prepared.digest(), new TreeMap<>(externals), accepted(job));
    return Hashes.sha256OfJson(inputs);
  }

  /**
   * Names of the checks whose findings do not fail. To choose {@code article-verbatim}, which
   * splits by image as the article's code does, is to accept that patients stand on two sides.
   */
  static Set<String> accepted(CheckedJob job) {
    Set<String> accepted = new TreeSet<>(job.job().audit().accept());
    if (job.recipe().name().equals(Recipe.ARTICLE_VERBATIM)) {
      accepted.add(Leak.PATIENT.id());
    }
    return accepted;
  }

  /**
   * Checks, unless the same was checked before.
   *
   * @param alongside what is kept of each image that has to be decoded, besides what the checks
   *     look at, for a step that comes next
   * @throws XrayException if something serious was found that is not accepted; names the images,
   *     which {@code audit.html} shows side by side
   */
  static Leakage run(
      CheckedJob job, Prepared prepared, List<RecordKind> alongside, XrayListener listener)
      throws XrayException, IOException {
    Workspace files = job.workspace();
    Optional<Leakage> standing = standing(job, prepared);
    if (standing.isPresent()) {
      return standing.get();
    }
    Folders.delete(files.leakageStamp());
    List<AuditedImage> images = prepared.audited();
    Decoders.load(job, prepared.everything());
    Leakage leakage =
        LeakageChecks.run(
            images,
            job.records(),
            alongside,
            job.job().runtime().threads(),
            done -> listener.progress("Looking for leakage", done, images.size()));
    Firewall.pass(
        leakage,
        accepted(job),
        () -> AuditStep.writeLeakage(job, prepared, leakage).page(),
        listener);
    Json.write(files.leakage(), KeptLeakage.of(dataDigest(job, prepared), leakage, prepared));
    Stamp.write(files.leakageStamp(), digest(job, prepared), List.of(), List.of(files.leakage()));
    return leakage;
  }

  /** What training asks for next. */
  static List<RecordKind> forTraining(CheckedJob job) throws SettingException {
    return List.of(PixelCache.kind(job.recipe().preprocessing()));
  }

  /** What the audit asks for next. Making it takes more than half as long as decoding. */
  static List<RecordKind> forAudit(CheckedJob job) throws SettingException {
    return List.of(
        PixelCache.kind(job.recipe().preprocessing()),
        FactsReader.kind(job.job().audit().masks(), job.digests()));
  }

  /** What an earlier run found, if nothing changed since. */
  static Optional<Leakage> standing(CheckedJob job, Prepared prepared) throws IOException {
    Path file = job.workspace().leakageStamp();
    try {
      Stamp stamp = Stamp.read(file);
      return stamp.inputs().equals(digest(job, prepared))
          ? Optional.of(kept(job).of(prepared))
          : Optional.empty();
    } catch (XrayException e) {
      return Optional.empty();
    }
  }

  /** Whether the data set itself passed, with whatever external sets. */
  static boolean passed(CheckedJob job, Prepared prepared) throws IOException {
    try {
      return kept(job).data().equals(dataDigest(job, prepared));
    } catch (XrayException e) {
      return false;
    }
  }

  private static KeptLeakage kept(CheckedJob job) throws XrayException, IOException {
    Path file = job.workspace().leakageStamp();
    Stamp.read(file).verifyAll(file);
    KeptLeakage kept = Json.read(job.workspace().leakage(), KeptLeakage.class);
    if (kept.data() == null) {
      throw new XrayException(job.workspace().leakage() + " was written by another build of xray.");
    }
    return kept;
  }
}
