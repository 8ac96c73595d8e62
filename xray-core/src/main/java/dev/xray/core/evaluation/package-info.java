/** Labels and probabilities to metrics. Pure arithmetic: no TensorFlow, no files. */
@NullMarked
package dev.xray.core.evaluation;

import org.jspecify.annotations.NullMarked;
