package dev.xray.core.dataset;

import java.util.List;

/**
 * Images that stay together.
 *
 * @param images their positions
 * @param negatives how many are of class 0
 * @param positives how many are of class 1
 */
record PatientGroup(List<Integer> images, int negatives, int positives) {}
