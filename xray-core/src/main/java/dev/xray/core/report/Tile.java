package dev.xray.core.report;

import dev.xray.core.codec.GreyImage;
import java.util.Optional;

/**
 * One image of a grid.
 *
 * @param picture the image, where it is to be shown
 * @param positive whether it is predicted positive: colour and shape
 * @param verdict predicted class and probability
 * @param error what is wrong, such as {@code "missed: is covid"}; empty where it is right or not
 *     known
 * @param file its name
 */
record Tile(
    Optional<GreyImage> picture,
    boolean positive,
    String verdict,
    Optional<String> error,
    String file) {}
