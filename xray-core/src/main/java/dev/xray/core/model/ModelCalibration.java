package dev.xray.core.model;

/**
 * What was done to the network's logits so that its probabilities mean what they say. It is part of
 * the graphs in the bundle: every consumer gets calibrated probabilities.
 *
 * @param method {@value #TEMPERATURE}
 * @param temperature by which every logit is divided, greater than 0
 * @param fittedOn on what, {@code validation}
 * @param images how many it was fitted on
 * @param logLossBefore mean log loss of those images without it
 * @param logLossAfter and with it; too good for a figure
 */
public record ModelCalibration(
    String method,
    double temperature,
    String fittedOn,
    int images,
    double logLossBefore,
    double logLossAfter) {
  /** Temperature scaling (Guo et al. 2017). */
  public static final String TEMPERATURE = "temperature";
}
