package dev.xray.core.pipeline;

import dev.xray.core.report.ExplanationWriter;
import java.util.List;

/**
 * Explanations that were written.
 *
 * @param files where they are
 * @param images number of images that are shown
 * @param of number of images of which these are some
 * @param sentences what the maps are worth, in plain words
 * @param unreadable files in folders or globs that could not be read
 */
public record Explained(
    ExplanationWriter.Written files,
    int images,
    int of,
    List<String> sentences,
    List<String> unreadable) {}
