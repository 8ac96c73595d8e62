package dev.xray.core.evaluation;

/**
 * A threshold chosen from cases.
 *
 * @param threshold in [0, 1]; a probability strictly greater is positive
 * @param confusion what it gives on the cases it was chosen from; too good for a figure, since it
 *     was chosen for it
 */
public record ThresholdChoice(double threshold, ConfusionMatrix confusion) {}
