package dev.xray.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What page, summary and evaluation.json say of the audit, in its three states. */
class AuditStatusTest {
  private static final String SENTENCE = "One picture stands on both sides.";

  @TempDir Path folder;

  @Test
  void an_audited_result_opens_with_the_verdict_and_leads_to_the_audit() throws Exception {
    AuditStatus audited = audited();
    ReportData data = Examples.withExternal(20).with(audited);
    String page = new String(HtmlReport.of(data), StandardCharsets.UTF_8);
    String published = new String(HtmlReport.published(data), StandardCharsets.UTF_8);

    for (String each : List.of(page, published)) {
      assertThat(each)
          .containsSubsequence(
              "<section class=\"verdict not-credible\"",
              "<span aria-hidden=\"true\">✗</span> Audit: not credible</h2>",
              "<strong>A good score proves nothing here.</strong>",
              "Meaning of border.",
              SENTENCE,
              "<h3>What to do</h3>",
              "<li>Remove one.</li>",
              "<section class=\"verdict\" aria-label=\"Before the figures\">",
              "<h2 id=\"result\">")
          .doesNotContain("Not audited");
    }
    assertThat(page).contains("<a href=\"../audit/audit.html\">");
    assertThat(published).doesNotContain("audit.html").contains("<code>audit.json</code>");
    assertThat(summary(data))
        .containsSubsequence(
            "Audit: **not credible**. Chosen threshold: none.",
            "**A good score proves nothing here.**",
            "- " + SENTENCE,
            "What to do:",
            "- Remove one.",
            "1 of 2 checks raised an alarm. What is behind it: `audit/audit.html`",
            "| set | role |");
    assertThat(json(data))
        .contains("\"status\" : \"audited\"", "\"alarms\" : [ \"border\" ]", "\"checks\" : 2");
  }

  @Test
  void an_outdated_audit_is_not_audited_with_the_reason() throws Exception {
    ReportData data = Examples.typical().with(AuditStatus.outdated("it is of another model"));
    assertThat(new String(HtmlReport.of(data), StandardCharsets.UTF_8))
        .containsSubsequence(
            "<h2 id=\"verdict\">Not audited</h2>",
            "it says nothing of this result, since it is of another model.")
        .doesNotContain("not-credible\"", "audit.html");
    assertThat(summary(data)).contains("Audit: outdated, since it is of another model. Chosen");
    assertThat(json(data)).contains("\"reason\" : \"it is of another model\"");
  }

  @Test
  void without_an_audit_nothing_else_is_said() throws Exception {
    ReportData data = Examples.typical();
    assertThat(new String(HtmlReport.of(data), StandardCharsets.UTF_8))
        .contains("<h2 id=\"verdict\">Not audited</h2>", "<code>mvn xray:audit</code>")
        .doesNotContain("There is an audit");
    assertThat(json(data)).contains("\"audit\" : {\n    \"status\" : \"not audited\"\n  }");
  }

  @Test
  void what_was_exchanged_is_what_would_have_been_written() throws Exception {
    AuditStatus audited = audited();
    Path exchanged = folder.resolve("exchanged");
    Path written = folder.resolve("written");
    ReportWriter.write(Examples.withExternal(3).with(audited), written);
    ReportWriter.write(
        Examples.withExternal(3).with(AuditStatus.outdated("it is of another model")), exchanged);

    ReportWriter.exchange(audited, Optional.empty(), exchanged);

    for (String file :
        List.of("evaluation.json", "summary.md", "report.html", "published-report.html")) {
      assertThat(exchanged.resolve(file)).hasSameBinaryContentAs(written.resolve(file));
    }
    Path page = exchanged.resolve("report.html");
    Files.writeString(page, "<html></html>");
    assertThatThrownBy(() -> ReportWriter.exchange(audited, Optional.empty(), exchanged))
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll("report.html has no place for the audit's verdict", "mvn ");
    // Nothing was touched.
    assertThat(exchanged.resolve("published-report.html"))
        .hasSameBinaryContentAs(written.resolve("published-report.html"));
  }

  @Test
  void the_schema_refuses_a_verdict_of_an_audit_that_is_not_current() throws Exception {
    String json = json(Examples.typical().with(audited()));
    assertThat(schema().validate(json.replace("\"audited\"", "\"outdated\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(schema().validate(json.replace("\"alarms\" :", "\"alarm\" :"), InputFormat.JSON))
        .isNotEmpty();
  }

  private AuditStatus audited() throws Exception {
    return AuditStatus.of(AuditWriter.write(AuditWriterTest.full(), folder).json());
  }

  private static String summary(ReportData data) {
    return new String(
        Summary.of(EvaluationDocument.of(data), Optional.empty()), StandardCharsets.UTF_8);
  }

  /** Held to its schema, and read back. */
  private String json(ReportData data) throws Exception {
    EvaluationDocument document = EvaluationDocument.of(data);
    String json = Json.text(document);
    assertThat(schema().validate(json, InputFormat.JSON)).isEmpty();
    Path file = folder.resolve("evaluation.json");
    Files.writeString(file, json);
    assertThat(EvaluationDocument.read(file).audit()).isEqualTo(document.audit());
    return json;
  }

  private static JsonSchema schema() throws Exception {
    try (InputStream in = EvaluationDocument.class.getResourceAsStream("evaluation.schema.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in);
    }
  }
}
