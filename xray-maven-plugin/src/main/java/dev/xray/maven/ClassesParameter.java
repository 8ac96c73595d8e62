package dev.xray.maven;

import dev.xray.core.dataset.Classes;
import org.jspecify.annotations.Nullable;

/** {@code <classes>}: filled by Maven, field by field. */
public final class ClassesParameter {
  /** {@code <negative>}: class 0. */
  @Nullable private String negative;

  /** {@code <positive>}: class 1, whose probability is predicted. */
  @Nullable private String positive;

  /** The two classes; a name that is not given is the article's: normal, covid. */
  Classes toClasses() {
    return new Classes(
        negative == null ? "normal" : negative, positive == null ? "covid" : positive);
  }
}
