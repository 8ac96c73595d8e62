package dev.xray.core.dataset;

import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Makes a column's values into others, as {@link Layout#values} writes it. */
final class ValueMap implements UnaryOperator<String> {
  private final List<Rule> rules = new ArrayList<>();

  private record Rule(String value, Predicate<String> condition) {}

  /**
   * Reads the rules.
   *
   * @param setting for errors
   * @throws SettingException if one has no {@code =}
   */
  ValueMap(String setting, String text) throws SettingException {
    for (String rule : text.split(";")) {
      if (rule.isBlank()) {
        continue;
      }
      int equals = rule.indexOf('=');
      if (equals < 0) {
        throw new SettingException(
            setting,
            "has '"
                + rule.strip()
                + "', but must be written as 'new value = old value | other old value; ...'.");
      }
      rules.add(
          new Rule(
              rule.substring(0, equals).strip(),
              CellMatcher.of(setting, rule.substring(equals + 1).strip())));
    }
  }

  @Override
  public String apply(String cell) {
    return rules.stream()
        .filter(rule -> rule.condition().test(cell))
        .map(Rule::value)
        .findFirst()
        .orElse(cell);
  }
}
