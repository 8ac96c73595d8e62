package dev.xray.core.pipeline;

import dev.xray.core.SettingException;
import dev.xray.core.audit.facts.LungMasks;
import dev.xray.core.audit.leakage.Leak;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a job is audited.
 *
 * @param accept names of checks whose serious findings do not fail the build; sorted
 * @param lungMasks folder of lung masks, see {@link LungMasks}; empty: they are looked for beside
 *     the images
 */
public record AuditOptions(List<String> accept, Optional<Path> lungMasks) {
  /** Nothing is accepted. */
  public static final AuditOptions DEFAULT = new AuditOptions(List.of());

  /** Masks are looked for beside the images. */
  public AuditOptions(List<String> accept) {
    this(accept, Optional.empty());
  }

  /** Sorts the list. */
  public AuditOptions {
    accept = accept.stream().map(String::trim).distinct().sorted().toList();
  }

  void validate() throws SettingException {
    LungMasks.in(lungMasks);
    for (String name : accept) {
      if (!Leak.ids().contains(name)) {
        throw new SettingException(
            "audit.accept",
            "names '" + name + "', but must name checks: " + String.join(", ", Leak.ids()) + ".");
      }
    }
  }
}
