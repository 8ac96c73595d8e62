package dev.xray.core.network;

import java.util.List;

/**
 * Shape of the ConvNet: for each entry of {@code filters} Conv 3 x 3 valid relu, MaxPool 2,
 * Dropout; then Flatten, for each entry of {@code dense} Dense relu, Dropout; then Dense 1 sigmoid.
 *
 * @param channels 1, or 3 to repeat the grey channel
 * @param filters output channels of each convolution; the article: 32, 32
 * @param kernel side of each convolution kernel; the article: 3
 * @param dense units of each dense layer before the last; the article: 64
 * @param dropout share of dropped activations, in [0, 1); the article: 0.6
 */
public record NetworkSettings(
    int channels, List<Integer> filters, int kernel, List<Integer> dense, double dropout) {}
