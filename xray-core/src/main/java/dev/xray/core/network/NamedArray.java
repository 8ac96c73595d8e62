package dev.xray.core.network;

/**
 * One variable's values.
 *
 * @param name such as {@code conv1/kernel}
 * @param shape as in Keras: kernels [height, width, in, out], dense [in, out], biases [out]
 * @param values row-major; not copied: treat as immutable
 */
@SuppressWarnings("ArrayRecordComponent")
public record NamedArray(String name, long[] shape, float[] values) {}
