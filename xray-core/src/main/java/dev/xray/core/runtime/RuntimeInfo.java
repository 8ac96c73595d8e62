package dev.xray.core.runtime;

/**
 * What really runs; recorded in the model and the report.
 *
 * @param tensorFlow version of the native library, such as {@code 2.18.0}
 * @param openCv version, such as {@code 4.9.0}
 * @param device the device used, such as {@code CPU} or {@code GPU: NVIDIA H100 80GB HBM3}
 * @param platform operating system and architecture, such as {@code linux-x86_64}
 * @param intraOpThreads threads for one operation
 * @param interOpThreads operations at a time
 * @param oneDnn whether oneDNN kernels are used
 */
public record RuntimeInfo(
    String tensorFlow,
    String openCv,
    String device,
    String platform,
    int intraOpThreads,
    int interOpThreads,
    boolean oneDnn) {
  /** What {@link #device()} is where no GPU is used. */
  public static final String CPU = "CPU";
}
