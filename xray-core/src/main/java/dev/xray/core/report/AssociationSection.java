package dev.xray.core.report;

import java.util.List;

/**
 * How far the label follows from what the files are: format, size, source and the like, as {@code
 * audit.json} tells it.
 *
 * @param sentences what was found, in plain words; no file name and no patient id
 */
public record AssociationSection(List<String> sentences) {}
