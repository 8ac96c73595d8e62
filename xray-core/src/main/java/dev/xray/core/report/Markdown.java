package dev.xray.core.report;

/** Text inside Markdown. */
final class Markdown {
  private Markdown() {}

  /** Text that stands in a table as it is: no line ends, nothing that Markdown or HTML reads. */
  static String cell(String text) {
    return text.replaceAll("[\\p{Cntrl}]+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_\\[\\]|~])", "\\\\$1");
  }
}
