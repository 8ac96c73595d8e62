package dev.xray.core.evaluation;

import java.util.Optional;

/**
 * One image's class, and a property of it that is one of several values.
 *
 * @param positive whether it belongs to the positive class
 * @param category value of the property; a missing value is a value too
 * @param patient patient id where known
 */
public record CategoryCase(boolean positive, String category, Optional<String> patient) {}
