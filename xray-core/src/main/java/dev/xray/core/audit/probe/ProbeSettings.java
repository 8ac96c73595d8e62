package dev.xray.core.audit.probe;

import dev.xray.core.Seed;
import dev.xray.core.evaluation.EvaluationSettings;

/**
 * How a model is probed.
 *
 * @param threshold of the model; strictly greater is positive
 * @param seed of the tiles' places and of the pairs whose corners are swapped
 * @param evaluation how the intervals are computed
 * @param threads how many images are changed at a time; at least 1
 */
public record ProbeSettings(
    double threshold, Seed seed, EvaluationSettings evaluation, int threads) {}
