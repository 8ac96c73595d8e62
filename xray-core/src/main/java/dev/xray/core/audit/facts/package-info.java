/**
 * What an image file and its pixels show without a look at the disease: the matter of associations
 * and null baselines. Imports codec, dataset, image and runtime.
 */
@NullMarked
package dev.xray.core.audit.facts;

import org.jspecify.annotations.NullMarked;
