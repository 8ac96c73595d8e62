package dev.xray.core.dataset;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An age as metadata write it. */
public final class Age {
  /** Years as a number, or with a unit as DICOM ({@code 045Y}, {@code 006M}) and people write. */
  private static final Pattern AGE =
      Pattern.compile("[>~]?\\s*(\\d{1,3}(?:\\.\\d+)?)\\s*(\\+|y\\w*|m\\w*|w\\w*|d\\w*)?");

  private Age() {}

  /** In years; empty where the text is no age. */
  public static OptionalDouble years(String text) {
    Matcher matcher = AGE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalDouble.empty();
    }
    double number = Double.parseDouble(matcher.group(1));
    String unit = matcher.group(2) == null ? "" : matcher.group(2).substring(0, 1);
    return OptionalDouble.of(
        switch (unit) {
          case "m" -> number / 12;
          case "w" -> number / 52;
          case "d" -> number / 365;
          default -> number;
        });
  }
}
