package dev.xray.core.evaluation;

/**
 * At which threshold each of two models is looked at.
 *
 * @param current of the current model, in [0, 1]
 * @param baseline of the baseline, in [0, 1]
 */
public record ThresholdPair(double current, double baseline) {}
