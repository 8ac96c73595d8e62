package dev.xray.core.dataset.fetch;

import java.util.ArrayList;
import java.util.List;

/** Remembers what was said. */
final class Heard implements FetchListener {
  private final List<String> lines = new ArrayList<>();

  @Override
  public void info(String text) {
    lines.add(text);
  }

  @Override
  public void warning(String text) {
    lines.add("WARNING " + text);
  }

  String text() {
    return String.join("\n", lines);
  }
}
