/**
 * Synthetic chest phantoms, so that everything runs without a download. May import {@code dataset}
 * and {@code codec}.
 */
@NullMarked
package dev.xray.core.dataset.phantom;

import org.jspecify.annotations.NullMarked;
