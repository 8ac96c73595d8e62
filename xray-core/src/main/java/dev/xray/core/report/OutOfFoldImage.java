package dev.xray.core.report;

import dev.xray.core.dataset.LabeledImage;

/**
 * What a model of a cross-validation says of an image that it has not learned from.
 *
 * @param repeat from 1
 * @param fold its name
 * @param image the image
 * @param probability predicted probability of the positive class, in [0, 1]
 */
public record OutOfFoldImage(int repeat, String fold, LabeledImage image, double probability) {}
