package dev.xray.core.pipeline;

import dev.xray.core.SettingException;
import dev.xray.core.audit.leakage.Leak;
import dev.xray.core.dataset.MaskFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a job is audited.
 *
 * @param accept names of checks whose serious findings do not fail the build; sorted
 * @param lungMasks folder of the masks of the lungs; empty for {@code masks/lungs} beside the
 *     images
 * @param retrainOnBorder whether a network is trained on the border of the images alone, which
 *     takes as long as training the model
 */
public record AuditOptions(List<String> accept, Optional<Path> lungMasks, boolean retrainOnBorder) {
  /** Nothing is accepted. */
  public static final AuditOptions DEFAULT = new AuditOptions(List.of());

  /** Sorts the list. */
  public AuditOptions {
    accept = accept.stream().map(String::trim).distinct().sorted().toList();
  }

  /** With masks of the lungs beside the images, if there are any, and nothing trained. */
  public AuditOptions(List<String> accept) {
    this(accept, Optional.empty(), false);
  }

  /**
   * Where masks are: those of the lungs where the user says.
   *
   * @throws SettingException if that is no folder
   */
  MaskFinder masks() throws SettingException {
    return MaskFinder.withLungs(lungMasks);
  }

  void validate() throws SettingException {
    masks();
    for (String name : accept) {
      if (!Leak.ids().contains(name)) {
        throw new SettingException(
            "audit.accept",
            "names '" + name + "', but must name checks: " + String.join(", ", Leak.ids()) + ".");
      }
    }
  }
}
