package dev.xray.core.dataset;

import java.util.List;

/**
 * What to learn from.
 *
 * @param classes the two classes
 * @param sources at least one for each class
 */
public record DatasetSpec(Classes classes, List<SourceSpec> sources) {}
