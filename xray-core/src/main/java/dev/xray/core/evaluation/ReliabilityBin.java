package dev.xray.core.evaluation;

/**
 * Images to which the model gave about the same probability: a point of the reliability diagram.
 *
 * @param low the probability is greater; the first bin contains 0 too
 * @param high the probability is not greater
 * @param images how many; at least 1, since bins without images are left out
 * @param meanProbability mean predicted probability, in [low, high]
 * @param positiveShare share of them that is positive, in [0, 1]
 */
public record ReliabilityBin(
    double low, double high, int images, double meanProbability, double positiveShare) {}
