package dev.xray.core.dataset;

import dev.xray.core.SettingException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The condition on a cell that a filter's value stands for, see {@link SourceSpec#where}. */
final class CellMatcher {
  private static final String EXACT = "exact:";
  private static final String REGEX = "regex:";

  private CellMatcher() {}

  /**
   * Makes the condition.
   *
   * @param setting name of the filter's setting, for errors
   * @param wanted the filter's value
   * @throws SettingException if a regular expression is not one
   */
  static Predicate<String> of(String setting, String wanted) throws SettingException {
    if (wanted.startsWith(REGEX)) {
      return regex(setting, wanted.substring(REGEX.length()));
    }
    Predicate<String> any = cell -> false;
    for (String alternative : wanted.split("\\s\\|\\s", -1)) {
      any = any.or(one(setting, alternative.strip()));
    }
    return any;
  }

  private static Predicate<String> one(String setting, String wanted) throws SettingException {
    if (wanted.startsWith(EXACT)) {
      String text = wanted.substring(EXACT.length()).strip();
      return cell -> cell.equalsIgnoreCase(text);
    }
    if (wanted.startsWith(REGEX)) {
      return regex(setting, wanted.substring(REGEX.length()));
    }
    List<String> path = segments(wanted);
    return cell -> Collections.indexOfSubList(segments(cell), path) >= 0;
  }

  private static Predicate<String> regex(String setting, String expression)
      throws SettingException {
    try {
      return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
          .asPredicate();
    } catch (PatternSyntaxException e) {
      throw new SettingException(
          setting,
          "is 'regex:"
              + expression
              + "', which is no regular expression: "
              + e.getDescription()
              + ".");
    }
  }

  private static List<String> segments(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(segment -> segment.strip().toLowerCase(Locale.ROOT))
        .toList();
  }
}
