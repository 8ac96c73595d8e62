/**
 * What is learned from: images with their labels, the manifest, the split. May import {@code codec}
 * and what stands above it.
 */
@NullMarked
package dev.xray.core.dataset;

import org.jspecify.annotations.NullMarked;
