/** The Deep Java Library as a peer of xray. */
@NullMarked
package dev.xray.benchmarks.djl;

import org.jspecify.annotations.NullMarked;
