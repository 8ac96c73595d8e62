package dev.xray.core.pipeline;

import dev.xray.core.SettingException;
import dev.xray.core.audit.leakage.Leak;
import java.util.List;

/**
 * How a job is audited.
 *
 * @param accept names of checks whose serious findings do not fail the build; sorted
 */
public record AuditOptions(List<String> accept) {
  /** Nothing is accepted. */
  public static final AuditOptions DEFAULT = new AuditOptions(List.of());

  /** Sorts the list. */
  public AuditOptions {
    accept = accept.stream().map(String::trim).distinct().sorted().toList();
  }

  void validate() throws SettingException {
    for (String name : accept) {
      if (!Leak.ids().contains(name)) {
        throw new SettingException(
            "audit.accept",
            "names '" + name + "', but must name checks: " + String.join(", ", Leak.ids()) + ".");
      }
    }
  }
}
