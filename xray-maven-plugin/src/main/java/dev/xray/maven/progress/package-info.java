/** Shows how a worker gets on: on a terminal or in a log. May import {@code launcher}. */
@NullMarked
package dev.xray.maven.progress;

import org.jspecify.annotations.NullMarked;
