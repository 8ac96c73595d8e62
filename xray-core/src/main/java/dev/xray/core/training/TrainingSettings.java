package dev.xray.core.training;

/**
 * How the network is trained.
 *
 * @param epochs at least 1; the article: 100
 * @param batchSize at least 1; the article: 16; the last, partial batch is kept
 * @param learningRate of Adam; Keras's default 1e-3
 * @param beta1 of Adam; 0.9
 * @param beta2 of Adam; 0.999
 * @param epsilon of Adam; Keras's default 1e-7
 * @param classWeights whether the loss weighs classes inversely to their frequency, n / (2
 *     n_class), instead of equally
 * @param earlyStoppingPatience epochs without a better validation loss after which training stops;
 *     0: never
 * @param restoreBestWeights whether the weights of the epoch with the lowest validation loss are
 *     kept
 */
public record TrainingSettings(
    int epochs,
    int batchSize,
    double learningRate,
    double beta1,
    double beta2,
    double epsilon,
    boolean classWeights,
    int earlyStoppingPatience,
    boolean restoreBestWeights) {}
