package dev.xray.core.report;

import dev.xray.core.evaluation.Evaluation;
import dev.xray.core.model.ModelCalibration;

/**
 * What calibration did to the test part.
 *
 * @param fitted how the model is calibrated
 * @param before figures of the test part without calibration; those with it are {@link
 *     ReportData#test()}'s
 */
public record CalibrationReport(ModelCalibration fitted, Evaluation before) {}
