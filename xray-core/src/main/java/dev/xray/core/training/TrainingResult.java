package dev.xray.core.training;

import dev.xray.core.network.Weights;

/**
 * What a training run leaves.
 *
 * @param weights after the last epoch, or of the best where that was asked for
 * @param history figures of each epoch
 * @param times where the time of this run went; nothing of an earlier one that it resumed
 */
public record TrainingResult(Weights weights, History history, TrainingTimes times) {}
