/**
 * Brings collections of images from where they live - git repositories, Kaggle, web servers, local
 * files - into a folder outside of the build, once, and records what came. May import {@code codec}
 * and what stands above it.
 *
 * <p>Needs JGit and Commons Compress on the class path, which are optional dependencies of this
 * library: an application that only classifies does without them.
 */
@NullMarked
package dev.xray.core.dataset.fetch;

import org.jspecify.annotations.NullMarked;
