package dev.xray.core;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;

/** Real radiographs for tests; they are no part of this repository. */
public final class RealRadiographs {
  private RealRadiographs() {}

  /**
   * The folder named by the system property {@code xray.testData}; without it the test is skipped.
   */
  public static Path folder() {
    String folder = System.getProperty("xray.testData", "");
    assumeFalse(folder.isBlank(), "no real radiographs: set -Dxray.testData=<folder>");
    return Path.of(folder);
  }
}
