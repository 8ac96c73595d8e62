/**
 * Class equals source: how closely what is known of an image, without a look at the disease, goes
 * with its class. Imports dataset, evaluation and {@code audit.facts}.
 */
@NullMarked
package dev.xray.core.audit.association;

import org.jspecify.annotations.NullMarked;
