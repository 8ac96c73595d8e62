/**
 * The ConvNet as a TensorFlow graph. Knows tensors, knows no files. May import {@code image} and
 * what stands above it.
 */
@NullMarked
package dev.xray.core.network;

import org.jspecify.annotations.NullMarked;
