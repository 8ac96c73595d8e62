package dev.xray.core.report;

import dev.xray.core.codec.GreyImage;
import dev.xray.core.explanation.HeatMap;
import dev.xray.core.explanation.Masks;
import dev.xray.core.image.Placement;
import java.util.Optional;

/**
 * An image with its map.
 *
 * @param file its name
 * @param sha256 of the file's bytes
 * @param label its true class, where known
 * @param probability of the positive class, in [0, 1]
 * @param logit of the network, without calibration
 * @param map on the network's input
 * @param masks on the network's input
 * @param picture the image in its own proportions, small
 * @param placement where the image as decoded lies in the network's input
 */
public record ExplainedImage(
    String file,
    String sha256,
    Optional<String> label,
    double probability,
    double logit,
    HeatMap map,
    Masks masks,
    GreyImage picture,
    Placement placement) {}
