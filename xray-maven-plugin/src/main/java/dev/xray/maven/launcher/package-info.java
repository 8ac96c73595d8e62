/**
 * Maven's side of the worker: starts it, listens to it, ends it, words its end. Knows no goal. May
 * import {@code worker}'s messages, never what runs in the worker.
 */
@NullMarked
package dev.xray.maven.launcher;

import org.jspecify.annotations.NullMarked;
