package dev.xray.core.model;

/**
 * How a golden input came out on the present machine.
 *
 * @param file name in the bundle
 * @param pixelDifference largest difference of a preprocessed pixel in grey levels, from 0 to 255
 * @param expected probability where the model was made
 * @param found probability here
 */
public record GoldenDifference(String file, int pixelDifference, double expected, double found) {
  /** Distance of the probabilities, from 0 to 1. */
  public double probabilityDifference() {
    return Math.abs(expected - found);
  }
}
