package dev.xray.core.pipeline;

import dev.xray.core.model.ChosenThreshold;
import dev.xray.core.model.ModelCalibration;
import java.util.Optional;

/**
 * What is done with a network's probabilities.
 *
 * @param threshold that was chosen from data; empty: the first of the recipe's decides
 * @param calibration of the probabilities, with which the threshold was chosen
 */
record Decision(Optional<ChosenThreshold> threshold, Optional<ModelCalibration> calibration) {}
