/**
 * Labels and probabilities to metrics with intervals. Pure arithmetic: no TensorFlow, no files;
 * imports only the root package.
 */
@NullMarked
package dev.xray.core.evaluation;

import org.jspecify.annotations.NullMarked;
