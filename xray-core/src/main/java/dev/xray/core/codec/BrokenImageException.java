package dev.xray.core.codec;

/** What is wrong with an image file, said without its name; never leaves this package. */
final class BrokenImageException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final String RENEW = " Copy or download it again, or take it out of the data set.";
  private static final String CONVERT = " Convert it to PNG or JPEG.";

  private BrokenImageException(String problem) {
    super(problem);
  }

  /** The file ends too early. */
  static BrokenImageException truncated(String how) {
    return new BrokenImageException("is truncated: " + how + "." + RENEW);
  }

  /** The file contradicts itself. */
  static BrokenImageException damaged(String how) {
    return new BrokenImageException("is damaged: " + how + "." + RENEW);
  }

  /** The file may be whole, but xray cannot decode it. */
  static BrokenImageException unsupported(String what) {
    return new BrokenImageException(what + "." + CONVERT);
  }

  /** Something else, with its cure. */
  static BrokenImageException because(String problem) {
    return new BrokenImageException(problem);
  }

  /** What is wrong and what to do; reads on after the file's name. */
  String problem() {
    return String.valueOf(getMessage());
  }
}
