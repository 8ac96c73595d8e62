/**
 * Finds, loads and configures TensorFlow and OpenCV: device, threads, determinism, logs. Imports
 * only the root package.
 */
@NullMarked
package dev.xray.core.runtime;

import org.jspecify.annotations.NullMarked;
