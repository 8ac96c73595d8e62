package dev.xray.maven;

import dev.xray.core.SettingException;
import dev.xray.core.pipeline.ExternalSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <externalSet>}: filled by Maven, field by field. */
public final class ExternalSetParameter {
  /** {@code <name>}: how reports call it. */
  @Nullable private String name;

  /** {@code <sources>}: where its images come from, as for the data set; one class is enough. */
  @Nullable private List<SourceParameter> sources;

  /**
   * The set, checked as far as possible without opening an image.
   *
   * @param setting its dotted name, such as {@code externalSets[0]}
   * @param places what its paths refer to
   * @throws SettingException if something is missing
   */
  ExternalSet toSet(String setting, Places places) throws SettingException {
    if (name == null) {
      throw new SettingException(setting + ".name", "is missing: say how reports call the set.");
    }
    return new ExternalSet(
        name,
        SourceParameter.toSpecs(
            setting + ".sources", sources == null ? List.of() : sources, places));
  }
}
