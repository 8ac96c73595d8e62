package dev.xray.core.training;

import java.util.OptionalDouble;

/**
 * Figures of one epoch. Deterministic: holds no times.
 *
 * @param epoch from 1
 * @param loss mean training loss over the epoch's batches, dropout and augmentation on (as Keras
 *     reports it)
 * @param accuracy share of training images classified rightly at 0.5, likewise
 * @param validationLoss on the validation part, dropout off; empty where there is none
 * @param validationAccuracy likewise
 */
public record EpochResult(
    int epoch,
    double loss,
    double accuracy,
    OptionalDouble validationLoss,
    OptionalDouble validationAccuracy) {}
