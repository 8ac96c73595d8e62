/**
 * The model bundle: write, read, verify, predict. May import {@code training} and what stands above
 * it.
 */
@NullMarked
package dev.xray.core.model;

import org.jspecify.annotations.NullMarked;
