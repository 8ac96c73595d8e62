package dev.xray.core;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A file is not an image that can be decoded: truncated, empty, too large or of an unsupported
 * format.
 */
public class UnreadableImageException extends XrayException {
  private static final long serialVersionUID = 1L;

  /** The file, as the user knows it. */
  private final String file;

  /**
   * Constructs an exception.
   *
   * @param file the file, as the user knows it
   * @param problem what is wrong with it and what to do; reads on after the file's name
   */
  public UnreadableImageException(String file, String problem) {
    super(file + " " + problem);
    this.file = file;
  }

  /**
   * One exception that tells of several files.
   *
   * @param failures at least one; its file is that of the first
   */
  public static UnreadableImageException of(List<UnreadableImageException> failures) {
    UnreadableImageException first = failures.get(0);
    int others = failures.size() - 1;
    if (others == 0) {
      return first;
    }
    String more =
        failures.stream()
            .skip(1)
            .map(failure -> System.lineSeparator() + "- " + failure.getMessage())
            .collect(Collectors.joining());
    return new UnreadableImageException(
        first.file,
        String.valueOf(first.getMessage()).substring(first.file.length() + 1)
            + System.lineSeparator()
            + others
            + (others == 1 ? " more image cannot be used:" : " more images cannot be used:")
            + more);
  }

  /** The file, as the user knows it. */
  public String file() {
    return file;
  }
}
