package dev.xray.core.pipeline;

import dev.xray.core.Seed;
import dev.xray.core.dataset.FoldSplit;
import java.nio.file.Path;

/**
 * One training of a cross-validation.
 *
 * @param repeat from 1
 * @param fold from 1
 * @param name of the fold: its number, or the source that is left out
 * @param title for messages, such as {@code Repeat 1 of 5, fold 2 of 5}
 * @param seed of its random choices
 * @param split its images
 * @param folder where its result and its checkpoint are
 * @param digest of everything that decides its weights
 */
record FoldPlan(
    int repeat,
    int fold,
    String name,
    String title,
    Seed seed,
    FoldSplit split,
    Path folder,
    String digest) {}
