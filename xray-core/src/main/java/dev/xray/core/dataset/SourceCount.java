package dev.xray.core.dataset;

import java.util.List;
import java.util.Map;

/**
 * What a source gave. {@code matched = missing + repeated + sampledAway + taken}.
 *
 * @param source name of the {@link SourceSpec}
 * @param label class of its images
 * @param where its filter
 * @param rows rows of the metadata file, or image files in the folder
 * @param matched those that the filter takes
 * @param missing file names of matched rows whose image is not there, in the order of the rows
 * @param repeated matched rows whose image was taken already, by a row or source before
 * @param sampledAway images that balancing left out
 * @param taken images that are in the data set
 */
public record SourceCount(
    String source,
    String label,
    Map<String, String> where,
    int rows,
    int matched,
    List<String> missing,
    int repeated,
    int sampledAway,
    int taken) {}
