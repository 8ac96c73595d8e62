package dev.xray.core.report;

import java.util.List;

/**
 * What becomes of the model's score when pictures are changed, as {@code audit.json} tells it.
 *
 * @param sentences what was found, in plain words; no file name and no patient id
 */
public record ProbeSection(List<String> sentences) {}
