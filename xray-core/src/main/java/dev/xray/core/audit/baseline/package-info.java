/**
 * Null baselines: how far one gets without a look at the disease, or with a very simple one, on the
 * very split of the model. Imports dataset, evaluation and {@code audit.facts}.
 */
@NullMarked
package dev.xray.core.audit.baseline;

import org.jspecify.annotations.NullMarked;
