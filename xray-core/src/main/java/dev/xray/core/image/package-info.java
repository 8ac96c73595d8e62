/**
 * Grey pixels to what the network sees: preprocessing and augmentation. May import {@code dataset}
 * and what stands above it.
 */
@NullMarked
package dev.xray.core.image;

import org.jspecify.annotations.NullMarked;
