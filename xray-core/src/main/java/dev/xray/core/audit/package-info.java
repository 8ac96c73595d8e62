/**
 * What makes a result unbelievable: leakage between the parts of a split, duplicates, traits that
 * give the class away, null baselines, shortcut probes. May import {@code runtime}, {@code codec},
 * {@code dataset}, {@code image}, {@code network}, {@code training}, {@code model} and {@code
 * evaluation}.
 */
@NullMarked
package dev.xray.core.audit;

import org.jspecify.annotations.NullMarked;
