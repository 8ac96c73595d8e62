package dev.xray.core.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.xray.core.Disclaimer;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import dev.xray.core.audit.Alarms;
import dev.xray.core.audit.Check;
import dev.xray.core.audit.Verdict;
import dev.xray.core.dataset.Classes;
import dev.xray.core.report.EvaluationDocument.EstimateDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code audit.json}, whose schema is the resource {@code audit.schema.json} beside this class. It
 * carries no picture, no file name and no patient id.
 *
 * @param schema identifier of the schema
 * @param formatVersion {@value #VERSION}
 * @param disclaimer {@link Disclaimer#TEXT}
 * @param name of the model
 * @param classes the two classes
 * @param verdict what it comes to
 * @param leakage images that stand where they must not
 * @param associations how far the label follows from what the files are
 * @param baselines how well null baselines do
 * @param probes what becomes of the score when pictures are changed; absent without a model
 * @param explanation where the model looks; absent without a model
 * @param alarms all statistical checks
 * @param provenance what was audited
 */
@JsonPropertyOrder({
  "$schema",
  "formatVersion",
  "disclaimer",
  "name",
  "classes",
  "verdict",
  "leakage",
  "associations",
  "baselines",
  "probes",
  "explanation",
  "alarms",
  "provenance"
})
public record AuditDocument(
    @JsonProperty("$schema") String schema,
    int formatVersion,
    String disclaimer,
    String name,
    Classes classes,
    VerdictDocument verdict,
    LeakageSection leakage,
    Optional<AssociationSection> associations,
    Optional<BaselineSection> baselines,
    Optional<ProbeSection> probes,
    Optional<ExplanationSection> explanation,
    List<AlarmDocument> alarms,
    AuditProvenance provenance) {
  /** Identifier of the schema. */
  public static final String SCHEMA = "urn:dev.xray:audit:1";

  /** Version of the format. */
  public static final int VERSION = 1;

  /** Name of the file. */
  public static final String FILE = "audit.json";

  /**
   * What it comes to; see {@link Verdict}.
   *
   * @param level {@code nothing found}, {@code doubtful} or {@code not credible}
   * @param headline one sentence
   * @param sentences what was found, the gravest first
   * @param advice what to do about it
   */
  public record VerdictDocument(
      String level, String headline, List<String> sentences, List<String> advice) {
    private static VerdictDocument of(Verdict verdict) {
      return new VerdictDocument(
          verdict.level().text(), verdict.headline(), verdict.sentences(), verdict.advice());
    }
  }

  /**
   * A statistical check; see {@link Check}.
   *
   * @param check its name
   * @param title in words
   * @param effectName what the effect measures
   * @param effect its size
   * @param p p-value
   * @param adjustedP Holm's, over all checks
   * @param limit size beyond which the effect matters
   * @param raised whether it alarms
   */
  public record AlarmDocument(
      String check,
      String title,
      String effectName,
      EstimateDocument effect,
      double p,
      double adjustedP,
      double limit,
      boolean raised) {
    private static AlarmDocument of(Alarms.Alarm alarm) {
      Check check = alarm.check();
      return new AlarmDocument(
          check.id(),
          check.title(),
          check.effectName(),
          EstimateDocument.of(check.effect()),
          check.p(),
          alarm.adjustedP(),
          check.limit(),
          alarm.raised());
    }
  }

  /** The document for an audit. */
  public static AuditDocument of(AuditData data) {
    List<Alarms.Alarm> alarms = Alarms.of(data.checks());
    AuditSections sections = data.sections();
    return new AuditDocument(
        SCHEMA,
        VERSION,
        Disclaimer.TEXT,
        data.name(),
        data.classes(),
        VerdictDocument.of(
            Verdict.of(
                data.leakage().findings(),
                Set.copyOf(data.accepted()),
                alarms,
                sections.baselines().map(BaselineSection::sentences).orElse(List.of()))),
        LeakageSection.of(data.leakage(), data.accepted()),
        sections.associations(),
        sections.baselines(),
        sections.probes(),
        sections.explanation(),
        alarms.stream().map(AlarmDocument::of).toList(),
        data.provenance());
  }

  /**
   * Reads {@code audit.json}.
   *
   * @throws XrayException if the file is not such a document, or one of another format
   * @throws IOException if it cannot be read
   */
  public static AuditDocument read(Path file) throws IOException, XrayException {
    return of(Files.readString(file), file);
  }

  /**
   * The document in what was read from {@code audit.json}.
   *
   * @param text all of it
   * @param file where it was read, for the message
   * @throws XrayException if it is not such a document, or one of another format
   */
  static AuditDocument of(String text, Path file) throws XrayException {
    int version = Json.of(text, file, JsonNode.class).path("formatVersion").asInt();
    if (version != VERSION) {
      throw new XrayException(
          file
              + " is no audit of format "
              + VERSION
              + ", which this version of xray reads. Audit again: mvn xray:audit");
    }
    return Json.of(text, file, AuditDocument.class);
  }
}
