package dev.xray.core.evaluation;

import java.util.Optional;

/**
 * One image's truth and prediction.
 *
 * @param positive whether it belongs to the positive class
 * @param probability predicted probability of the positive class, in [0, 1]
 * @param patient patient id where known
 */
public record Case(boolean positive, double probability, Optional<String> patient) {}
