package dev.xray.core.dataset;

/**
 * The two classes.
 *
 * @param negative name of class 0, such as {@code normal}
 * @param positive name of class 1, such as {@code covid}; a probability is always the probability
 *     of this class
 */
public record Classes(String negative, String positive) {}
