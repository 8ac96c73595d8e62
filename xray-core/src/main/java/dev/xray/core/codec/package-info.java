/** Bytes to pixels and back. May import {@code runtime}. */
@NullMarked
package dev.xray.core.codec;

import org.jspecify.annotations.NullMarked;
