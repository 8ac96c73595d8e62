package dev.xray.core.report;

import java.util.List;

/**
 * How well null baselines do on the very same split, as {@code audit.json} tells it.
 *
 * @param sentences what was found, in plain words; no file name and no patient id
 */
public record BaselineSection(List<String> sentences) {}
