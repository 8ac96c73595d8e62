package dev.xray.core.pipeline;

import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.report.ReportWriter;
import java.util.Map;

/**
 * An evaluation that was written.
 *
 * @param parts the evaluation of each part of the split that has images
 * @param externals the evaluation of each external set, by its name
 * @param files what was written
 * @param table the figures as plain text, for a console
 */
public record Evaluated(
    Map<Part, Evaluation> parts,
    Map<String, Evaluation> externals,
    ReportWriter.Written files,
    String table) {}
