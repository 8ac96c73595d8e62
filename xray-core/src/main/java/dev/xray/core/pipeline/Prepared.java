package dev.xray.core.pipeline;

import dev.xray.core.dataset.Dataset;
import dev.xray.core.dataset.DatasetManifest;
import dev.xray.core.dataset.Split;
import java.nio.file.Path;
import java.util.List;

/**
 * A data set that can be trained on.
 *
 * @param dataset images and what was left out
 * @param split on which side each image stands
 * @param manifest the same as it is written
 * @param file where it is written
 * @param warnings what was passed over, for the user
 */
public record Prepared(
    Dataset dataset, Split split, DatasetManifest manifest, Path file, List<String> warnings) {}
