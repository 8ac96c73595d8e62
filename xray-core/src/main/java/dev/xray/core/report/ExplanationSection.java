package dev.xray.core.report;

import java.util.List;

/**
 * Where the model looks, as {@code audit.json} tells it.
 *
 * @param sentences what was found, in plain words; no file name and no patient id
 */
public record ExplanationSection(List<String> sentences) {}
