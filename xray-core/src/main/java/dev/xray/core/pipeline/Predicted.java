package dev.xray.core.pipeline;

import java.nio.file.Path;
import java.util.List;

/**
 * Predictions that were written.
 *
 * @param csv one row an image
 * @param json the same with the model's description
 * @param grid the images with their predictions
 * @param images number of images predicted
 * @param positives how many of them the model calls positive at its first threshold
 * @param unreadable files in folders or globs that could not be read
 */
public record Predicted(
    Path csv, Path json, Path grid, int images, int positives, List<String> unreadable) {}
