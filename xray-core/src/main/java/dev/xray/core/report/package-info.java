/**
 * Results to files: JSON, CSV, HTML, PNG. Reads results, computes none. May import every room but
 * {@code pipeline}.
 */
@NullMarked
package dev.xray.core.report;

import org.jspecify.annotations.NullMarked;
