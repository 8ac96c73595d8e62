package dev.xray.core.audit.probe;

import dev.xray.core.codec.GreyImage;
import dev.xray.core.evaluation.ChangeEvaluation;

/**
 * What a model makes of the changed images.
 *
 * @param probe the change
 * @param evaluation its figures, beside those of the images as they are
 * @param example the first positive image, changed, as the network sees it; a patient's pixels: not
 *     to leave the build folder
 */
public record ProbeResult(Probe probe, ChangeEvaluation evaluation, GreyImage example) {}
