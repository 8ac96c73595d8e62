package dev.xray.core.dataset;

import java.util.List;

/** Words lists for messages. */
final class Lists {
  private Lists() {}

  /** The first items with commas between them, and how many more there are. */
  static String bounded(List<String> items, int limit) {
    if (items.size() <= limit) {
      return String.join(", ", items);
    }
    return String.join(", ", items.subList(0, limit)) + " and " + (items.size() - limit) + " more";
  }

  /** A number and its noun, such as {@code 1 image} or {@code 2 images}. */
  static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
