package dev.xray.core.report;

import dev.xray.core.evaluation.gate.GateResult;
import dev.xray.core.evaluation.gate.GateResult.Status;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The results of gates as JUnit XML, so that a CI shows each as a test: valid against Surefire's
 * {@code surefire-test-report.xsd}, without times and hosts. A violation is a failure; what could
 * not be checked is an error.
 */
public final class GateJUnit {
  private static final String SUITE = "xray.";

  private GateJUnit() {}

  /**
   * Name of the file.
   *
   * @param suite of the model, with what tells several reports of it apart
   */
  public static String file(String suite) {
    return "TEST-" + SUITE + suite + ".xml";
  }

  /**
   * Renders results.
   *
   * @param suite as in {@link #file}
   * @param results of all gates
   * @return XML, UTF-8
   */
  public static byte[] of(String suite, List<GateResult> results) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      xml.writeCharacters("\n");
      suite(xml, suite, results);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      // Nothing is read, and memory does not fail.
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static void suite(XMLStreamWriter xml, String suite, List<GateResult> results)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    attribute(xml, "name", SUITE + suite);
    attribute(xml, "tests", String.valueOf(results.size()));
    attribute(xml, "failures", count(results, Status.VIOLATED));
    attribute(xml, "errors", count(results, Status.UNDECIDED));
    attribute(xml, "skipped", "0");
    attribute(xml, "time", "0");
    for (GateResult result : results) {
      xml.writeCharacters("\n  ");
      testCase(xml, suite, result);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }

  private static void testCase(XMLStreamWriter xml, String suite, GateResult result)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute(xml, "name", result.title());
    attribute(xml, "classname", SUITE + suite);
    attribute(xml, "time", "0");
    xml.writeStartElement(
        switch (result.status()) {
          case PASSED -> "system-out";
          case VIOLATED -> "failure";
          case UNDECIDED -> "error";
        });
    if (!result.passed()) {
      attribute(xml, "message", result.text());
      attribute(xml, "type", "xray.gate." + result.status().name().toLowerCase(Locale.ROOT));
    }
    xml.writeCharacters(legal(result.text()));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, legal(value));
  }

  private static String count(List<GateResult> results, Status status) {
    return String.valueOf(results.stream().filter(result -> result.status() == status).count());
  }

  /** Characters that XML 1.0 cannot hold, in the value of a column for instance, are replaced. */
  private static String legal(String text) {
    return text.codePoints()
        .map(c -> isLegal(c) ? c : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isLegal(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
