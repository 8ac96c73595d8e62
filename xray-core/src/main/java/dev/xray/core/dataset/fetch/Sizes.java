package dev.xray.core.dataset.fetch;

import java.util.Locale;

/** Numbers of bytes for people, in powers of ten. */
final class Sizes {
  private Sizes() {}

  static String words(long bytes) {
    if (bytes < 1_000) {
      return bytes + " bytes";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : bytes < 1_000_000_000
            ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
            : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
  }
}
