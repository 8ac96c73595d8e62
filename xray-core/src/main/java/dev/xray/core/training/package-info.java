/**
 * The training loop: plan and pixels to history, checkpoints and weights. May import {@code
 * network} and what stands above it.
 */
@NullMarked
package dev.xray.core.training;

import org.jspecify.annotations.NullMarked;
