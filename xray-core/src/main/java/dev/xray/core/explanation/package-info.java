/**
 * Where in an image a model's score reacts: Grad-CAM, HiResCAM, occlusion; whether such a map has
 * anything to do with the weights, and how well it agrees with known masks. May import {@code
 * audit} and what stands above it.
 */
@NullMarked
package dev.xray.core.explanation;

import org.jspecify.annotations.NullMarked;
