package dev.xray.core.dataset;

import java.util.List;

/**
 * What a source offers of one class, before repetitions are removed and classes are balanced.
 *
 * @param index number of the source among all
 * @param source of this class alone
 * @param rows rows of the metadata file, or image files in the folder
 * @param matched those that the filter takes
 * @param missing file names of matched rows without an image
 * @param images those that are there, in the order of the rows
 */
record FoundSource(
    int index,
    SourceSpec source,
    int rows,
    int matched,
    List<String> missing,
    List<FoundImage> images) {}
