package dev.xray.core.pipeline;

import dev.xray.core.model.ModelBundle;
import dev.xray.core.training.History;

/**
 * What a training gave, whether just now or once.
 *
 * @param bundle with the weights
 * @param history loss and accuracy of each epoch
 * @param record of that training
 */
record Kept(ModelBundle bundle, History history, TrainingRecord record) {}
