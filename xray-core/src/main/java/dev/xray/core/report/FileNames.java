package dev.xray.core.report;

import java.util.regex.Pattern;

/** Names of files that are safe on every file system. */
final class FileNames {
  private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N}._-]+");

  private FileNames() {}

  /** Replaces runs of anything but letters, digits, {@code .}, {@code _} and {@code -}. */
  static String safe(String name) {
    return UNSAFE.matcher(name).replaceAll("_");
  }
}
