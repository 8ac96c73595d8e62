package dev.xray.core.training;

import dev.xray.core.Seed;
import dev.xray.core.image.AugmentationSettings;
import dev.xray.core.network.NetworkSettings;

/**
 * Everything that decides, together with the pixels, what comes out of a training run.
 *
 * @param network its shape
 * @param training epochs, batches, optimizer
 * @param augmentation random changes to training images
 * @param seed of initial weights, order of images, dropout and augmentation
 */
public record TrainingPlan(
    NetworkSettings network,
    TrainingSettings training,
    AugmentationSettings augmentation,
    Seed seed) {}
