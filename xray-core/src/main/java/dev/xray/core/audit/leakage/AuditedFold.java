package dev.xray.core.audit.leakage;

import dev.xray.core.dataset.FoldSplit;

/**
 * One training of a cross-validation as the leakage checks see it.
 *
 * @param name for a reader, such as {@code fold 2}
 * @param split its images
 */
public record AuditedFold(String name, FoldSplit split) {}
