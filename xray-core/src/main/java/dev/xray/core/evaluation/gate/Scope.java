package dev.xray.core.evaluation.gate;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Which figure of an evaluation a gate looks at.
 *
 * @param dataset name of a set of images, such as {@code test}
 * @param slice a slice of it; empty for all its images
 * @param ofClass the class of which the metric speaks, as the user wrote it; empty where the user
 *     did not
 * @param threshold one of the evaluated thresholds; empty for the one that was chosen
 */
public record Scope(
    String dataset,
    Optional<SliceName> slice,
    Optional<String> ofClass,
    Optional<BigDecimal> threshold) {}
