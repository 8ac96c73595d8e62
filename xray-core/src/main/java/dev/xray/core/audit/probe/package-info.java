/**
 * Shortcut probes: a trained model looks at changed versions of the test images. What it still
 * scores where no disease can be, and what it loses where nothing of the disease was touched, shows
 * what it goes by. Imports what {@code audit} may.
 */
@NullMarked
package dev.xray.core.audit.probe;

import org.jspecify.annotations.NullMarked;
