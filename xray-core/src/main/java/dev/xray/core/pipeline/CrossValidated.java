package dev.xray.core.pipeline;

import dev.xray.core.evaluation.CrossValidation;
import dev.xray.core.report.CrossValidationWriter;

/**
 * A cross-validation that was written.
 *
 * @param result its figures, with the cases out of fold on which thresholds may be chosen
 * @param files what was written
 * @param table the figures as plain text, for a console
 */
public record CrossValidated(
    CrossValidation result, CrossValidationWriter.Written files, String table) {}
