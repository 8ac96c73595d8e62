package dev.xray.core.evaluation;

/**
 * What a model says of changed images, beside what it says of the same images as they are.
 *
 * @param auc ROC AUC on the changed images
 * @param figures what comes out at the threshold on the changed images
 * @param aucDifference ROC AUC on the changed images minus that on the images as they are
 * @param meanChange mean over the images of the absolute change of the probability, in [0, 1]
 * @param flips share of the images whose decision at the threshold is another one
 */
public record ChangeEvaluation(
    Estimate auc,
    ThresholdEvaluation figures,
    Difference aucDifference,
    Estimate meanChange,
    Estimate flips) {}
