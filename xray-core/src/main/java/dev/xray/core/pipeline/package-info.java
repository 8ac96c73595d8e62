/** The front door: composes the rooms. What {@code mvn} can do, a {@code main} can do here. */
@NullMarked
package dev.xray.core.pipeline;

import org.jspecify.annotations.NullMarked;
