package dev.xray.core.network;

import java.util.List;

/**
 * All trained variables in the order of the layers, kernel before bias.
 *
 * @param arrays one for each variable
 */
public record Weights(List<NamedArray> arrays) {}
