package dev.xray.core.audit;

import java.util.List;

/**
 * What a check found.
 *
 * @param check name of the check, such as {@code duplicate.near}; by it a finding is accepted
 * @param severity how much it weighs
 * @param text one plain sentence; names no file and no patient, since it may be published
 * @param advice what to do about it; names no file either
 * @param groups images to be looked at side by side; those that belong together are one group
 */
public record Finding(
    String check, Severity severity, String text, String advice, List<List<NamedImage>> groups) {
  /** Copies the groups. */
  public Finding {
    groups = groups.stream().map(List::copyOf).toList();
  }
}
