package dev.xray.core.report;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** At which index of a list an image stands; by identity, since comparing pictures is slow. */
final class Rows {
  private final Map<ImageResult, Integer> rows = new IdentityHashMap<>();

  Rows(List<ImageResult> images) {
    for (int row = 0; row < images.size(); row++) {
      rows.put(images.get(row), row);
    }
  }

  int of(ImageResult image) {
    Integer row = rows.get(image);
    if (row == null) {
      throw new IllegalArgumentException(image.file() + " is not in the set");
    }
    return row;
  }
}
