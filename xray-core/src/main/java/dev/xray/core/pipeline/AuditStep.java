package dev.xray.core.pipeline;

import dev.xray.core.Folders;
import dev.xray.core.XrayException;
import dev.xray.core.audit.Check;
import dev.xray.core.audit.association.Association;
import dev.xray.core.audit.association.Associations;
import dev.xray.core.audit.baseline.BaselineResult;
import dev.xray.core.audit.baseline.Baselines;
import dev.xray.core.audit.baseline.ModelBeside;
import dev.xray.core.audit.facts.FactsReader;
import dev.xray.core.audit.facts.ImageFacts;
import dev.xray.core.audit.leakage.Leakage;
import dev.xray.core.audit.probe.ProbeReport;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.MaskFinder;
import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.EvaluationSettings;
import dev.xray.core.image.Pixels;
import dev.xray.core.model.ModelBundle;
import dev.xray.core.report.AssociationSection;
import dev.xray.core.report.AuditData;
import dev.xray.core.report.AuditDocument;
import dev.xray.core.report.AuditProvenance;
import dev.xray.core.report.AuditSections;
import dev.xray.core.report.AuditWriter;
import dev.xray.core.report.BaselineSection;
import dev.xray.core.report.ProbeSection;
import dev.xray.core.report.ShownMaps;
import dev.xray.core.runtime.TensorFlowRuntime;
import dev.xray.core.training.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The audit: a half that looks at the data alone, and one that needs a model and is made where a
 * current one stands.
 */
final class AuditStep {
  private final CheckedJob job;
  private final Prepared prepared;
  private final Leakage leakage;
  private final List<Check> checks = new ArrayList<>();
  private AuditSections sections = AuditSections.NONE;
  private List<BaselineResult> baselines = List.of();
  private Map<String, GreyImage> probed = Map.of();
  private Optional<ShownMaps> maps = Optional.empty();

  private AuditStep(CheckedJob job, Prepared prepared, Leakage leakage) {
    this.job = job;
    this.prepared = prepared;
    this.leakage = leakage;
  }

  static Audited run(CheckedJob job, Prepared prepared, XrayListener listener)
      throws XrayException, IOException {
    Workspace files = job.workspace();
    Folders.delete(files.auditStamp());
    AuditStep step =
        new AuditStep(
            job, prepared, LeakageStep.run(job, prepared, LeakageStep.forAudit(job), listener));
    step.auditData(listener);
    Optional<Path> model = UpToDate.model(job, prepared);
    if (model.isPresent()) {
      step.auditModel(ModelBundle.read(model.get()), listener);
    }
    AuditWriter.Written written = step.write(model);
    Audited audited = new Audited(AuditDocument.read(written.json()), written);
    Stamp.write(files.auditStamp(), digest(job, prepared, model), audited.lines(), written.all());
    if (EvaluationVerdict.refresh(job, prepared)) {
      listener.message("The evaluation's report, summary and figures carry this verdict now.");
    }
    return audited;
  }

  /** Writes what is known where leakage makes the build fail. */
  static AuditWriter.Written writeLeakage(CheckedJob job, Prepared prepared, Leakage leakage)
      throws XrayException, IOException {
    Folders.delete(job.workspace().auditStamp());
    AuditWriter.Written written = new AuditStep(job, prepared, leakage).write(Optional.empty());
    EvaluationVerdict.refresh(job, prepared);
    return written;
  }

  /** The half that needs no model: adds to {@link #checks} and {@link #sections}. */
  private void auditData(XrayListener listener) throws XrayException, IOException {
    Dataset dataset = prepared.dataset();
    int of = dataset.images().size();
    Decoders.load(job, dataset.images());
    List<ImageFacts> facts =
        new FactsReader(
                job.job().audit().masks(),
                job.digests(),
                job.records(),
                job.job().runtime().threads())
            .read(dataset.images(), done -> listener.progress("Looking at images", done, of));
    List<Association> associations = Associations.of(dataset, facts, job.seed().value());
    checks.addAll(Associations.checks(associations));
    sections = sections.with(AssociationSection.of(associations));
    baselines = Baselines.of(dataset, prepared.split(), facts, job.seed());
    checks.addAll(Baselines.checks(baselines));
    sections = sections.with(BaselineSection.of(baselines, List.of()));
  }

  /** The half that needs a model: adds to {@link #checks} and {@link #sections}. */
  private void auditModel(ModelBundle model, XrayListener listener)
      throws XrayException, IOException {
    listener.message("Auditing the model " + model.description().name() + ".");
    Pixels test =
        PreprocessStep.run(job, model.description().preprocessing(), prepared, Part.TEST, listener);
    TensorFlowRuntime runtime = TensorFlowRuntime.load(job.job().runtime());
    try (Predictor predictor = model.predictor(runtime)) {
      float[] predicted = predictor.predict(test);
      List<Double> probabilities =
          IntStream.range(0, predicted.length).mapToObj(i -> (double) predicted[i]).toList();
      List<ModelBeside> beside =
          ModelBeside.of(baselines, probabilities, EvaluationSettings.defaults());
      sections = sections.with(BaselineSection.of(baselines, beside));
      ProbeReport probes = ProbeStep.run(job, prepared, model, test, predictor, listener);
      checks.addAll(probes.checks());
      sections = sections.with(ProbeSection.of(probes));
      probed = probes.examples();
    }
    ExplanationStep.Explanation explanation =
        ExplanationStep.run(job, prepared, model, test, listener);
    sections = sections.with(explanation.section());
    maps = Optional.of(explanation.maps());
  }

  private AuditWriter.Written write(Optional<Path> model) throws XrayException, IOException {
    return AuditWriter.write(
        new AuditData(
            job.job().name(),
            prepared.dataset().classes(),
            leakage,
            List.copyOf(LeakageStep.accepted(job)),
            checks,
            sections,
            provenance(model),
            FindingPictures.of(leakage),
            probed,
            maps),
        job.workspace().audit());
  }

  private AuditProvenance provenance(Optional<Path> model) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    digests.put("dataset", prepared.digest());
    prepared.externals().forEach(set -> digests.put("external " + set.name(), set.digest()));
    if (model.isPresent()) {
      digests.put("model", Hashes.sha256(Files.readAllBytes(model.get())));
    }
    return new AuditProvenance(
        digests,
        Map.of(
            "audit.accept",
            List.copyOf(LeakageStep.accepted(job)),
            MaskFinder.SETTING,
            job.job().audit().lungMasks().isPresent() ? "a folder" : "beside the images",
            "audit.retrainOnBorder",
            job.job().audit().retrainOnBorder()),
        Map.of("xray", Versions.xray()));
  }

  /** Everything that decides an audit. */
  private record Inputs(
      String xray,
      String manifest,
      Map<String, String> externals,
      List<String> accepted,
      String lungMasks,
      boolean retrainOnBorder,
      Optional<String> model) {}

  /** SHA-256 over everything that decides an audit. */
  static String digest(CheckedJob job, Prepared prepared, Optional<Path> model)
      throws XrayException, IOException {
    Inputs inputs =
        new Inputs(
            Versions.xray(),
            prepared.digest(),
            prepared.externals().stream()
                .collect(Collectors.toMap(ExternalData::name, ExternalData::digest)),
            List.copyOf(LeakageStep.accepted(job)),
            job.job().audit().masks().digest(prepared.dataset().images(), job.digests()),
            job.job().audit().retrainOnBorder(),
            model.isPresent()
                ? Optional.of(Hashes.sha256(Files.readAllBytes(model.get())))
                : Optional.empty());
    return Hashes.sha256OfJson(inputs);
  }
}
