package dev.xray.core.model;

/**
 * What the model says of one image.
 *
 * @param probability of the positive class, in [0, 1]
 * @param label the predicted class at {@link ModelDescription#decidingThreshold()} (strictly
 *     greater is positive)
 */
public record Prediction(double probability, String label) {}
