package dev.xray.core.pipeline;

import dev.xray.core.runtime.RuntimeSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * What to predict; can be written to and read from JSON.
 *
 * @param model the model bundle: a jar, or a folder with its content
 * @param inputs image files, folders (searched recursively) or globs such as {@code scans/*.png}
 * @param folder where predictions are written
 * @param thresholds thresholds in [0, 1]; empty: the model's own
 * @param runtime device, threads, oneDNN
 */
public record PredictJob(
    Path model,
    List<String> inputs,
    Path folder,
    List<Double> thresholds,
    RuntimeSettings runtime) {}
