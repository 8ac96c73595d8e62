/** xray beside others on the same data. */
@NullMarked
package dev.xray.benchmarks;

import org.jspecify.annotations.NullMarked;
