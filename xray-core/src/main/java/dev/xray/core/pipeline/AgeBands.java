package dev.xray.core.pipeline;

import dev.xray.core.dataset.Age;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Ages to bands of years.
 *
 * @param edges first years of all bands but the lowest, ascending
 */
record AgeBands(List<Integer> edges) {
  /** The band of an age as metadata write it; empty where it is none. */
  Optional<String> of(String text) {
    OptionalDouble years = Age.years(text);
    return years.isPresent() ? Optional.of(band(years.getAsDouble())) : Optional.empty();
  }

  /** Names of all bands, the youngest first. */
  List<String> names() {
    return IntStream.concat(IntStream.of(0), edges.stream().mapToInt(Integer::intValue))
        .mapToObj(this::band)
        .toList();
  }

  private String band(double years) {
    int low = 0;
    for (int edge : edges) {
      if (years < edge) {
        return low + "-" + (edge - 1);
      }
      low = edge;
    }
    return low + "+";
  }
}
