package dev.xray.core.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ages to bands of years.
 *
 * @param edges first years of all bands but the lowest, ascending
 */
record AgeBands(List<Integer> edges) {
  /** Years as a number, or with a unit as DICOM ({@code 045Y}, {@code 006M}) and people write. */
  private static final Pattern AGE =
      Pattern.compile("[>~]?\\s*(\\d{1,3}(?:\\.\\d+)?)\\s*(\\+|y\\w*|m\\w*|w\\w*|d\\w*)?");

  /** The band of an age as metadata write it; empty where it is none. */
  Optional<String> of(String text) {
    Matcher matcher = AGE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(matcher.group(1));
    String unit = matcher.group(2) == null ? "" : matcher.group(2).substring(0, 1);
    double years =
        switch (unit) {
          case "m" -> number / 12;
          case "w" -> number / 52;
          case "d" -> number / 365;
          default -> number;
        };
    return Optional.of(band(years));
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
