package dev.xray.core.pipeline;

import dev.xray.core.dataset.Part;
import dev.xray.core.evaluation.Evaluation;
import java.nio.file.Path;
import java.util.Map;

/**
 * An evaluation that was written.
 *
 * @param parts the evaluation of each part of the split that has images
 * @param json {@code evaluation.json}
 * @param predictions {@code predictions.csv}
 * @param report the HTML page
 * @param table the figures as plain text, for a console
 */
public record Evaluated(
    Map<Part, Evaluation> parts, Path json, Path predictions, Path report, String table) {}
