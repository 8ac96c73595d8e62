package dev.xray.core.network;

/**
 * Adam (Kingma and Ba 2015) as Keras has it: with t the step from 1, w -= rate * sqrt(1 - beta2^t)
 * / (1 - beta1^t) * m / (sqrt(v) + epsilon).
 *
 * @param learningRate step size; 1e-3
 * @param beta1 decay of the mean of gradients m; 0.9
 * @param beta2 decay of the mean of squared gradients v; 0.999
 * @param epsilon outside the bias correction; 1e-7
 */
public record AdamSettings(double learningRate, double beta1, double beta2, double epsilon) {}
