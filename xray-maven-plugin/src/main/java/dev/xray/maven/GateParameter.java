package dev.xray.maven;

import dev.xray.core.SettingException;
import dev.xray.core.dataset.Classes;
import dev.xray.core.evaluation.gate.Gate;
import dev.xray.core.evaluation.gate.GateReader;
import dev.xray.core.report.MeasuredAudit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A {@code <gate>}: filled by Maven, field by field. Numbers may be written 0.90 or 90%. */
public final class GateParameter {
  /** {@code <metric>}: what is measured, such as {@code sensitivity} or {@code rocAuc}. */
  @Nullable private String metric;

  /** {@code <minimum>}: least value. */
  @Nullable private String minimum;

  /** {@code <maximum>}: greatest value. */
  @Nullable private String maximum;

  /** {@code <lowerBound>}: least lower bound of the confidence interval. */
  @Nullable private String lowerBound;

  /** {@code <upperBound>}: greatest upper bound of the confidence interval. */
  @Nullable private String upperBound;

  /** {@code <minSupport>}: least effective number of images on which the figure rests. */
  @Nullable private String minSupport;

  /** {@code <maxDrop>}: by how much the value may be worse than the baseline's. */
  @Nullable private String maxDrop;

  /** {@code <threshold>}: one of those evaluated; by default the one that was chosen. */
  @Nullable private String threshold;

  /** {@code <dataset>}: the set of images; by default {@code test}. */
  @Nullable private String dataset;

  /** {@code <slice>}: {@code column=value}; by default all images of the set. */
  @Nullable private String slice;

  /** {@code <ofClass>}: the class of which the metric speaks; by default the positive one. */
  @Nullable private String ofClass;

  /** {@code <acceptApproximate>}: whether a bound may be that of an approximate interval. */
  @Nullable private String acceptApproximate;

  /**
   * {@code <baseline>}: a version of this project, coordinates or a file; by default the newest
   * release.
   */
  @Nullable private String baseline;

  /** {@code <worst>}: the worst verdict of the audit that will do. */
  @Nullable private String worst;

  /** {@code <check>}: a check of the audit, or a family of them, such as {@code probe.*}. */
  @Nullable private String check;

  /** {@code <severity>}: the least severity of the audit's findings that counts. */
  @Nullable private String severity;

  /** {@code <requireBaseline>}: whether it is a violation if nothing is released yet. */
  @Nullable private String requireBaseline;

  /**
   * The gate.
   *
   * @param setting dotted name of this gate, for errors
   */
  Gate toGate(String setting, Classes classes) throws SettingException {
    Map<String, String> written = new TreeMap<>();
    put(written, "metric", metric);
    put(written, "minimum", minimum);
    put(written, "maximum", maximum);
    put(written, "lowerBound", lowerBound);
    put(written, "upperBound", upperBound);
    put(written, "minSupport", minSupport);
    put(written, "maxDrop", maxDrop);
    put(written, "threshold", threshold);
    put(written, "dataset", dataset);
    put(written, "slice", slice);
    put(written, "ofClass", ofClass);
    put(written, "acceptApproximate", acceptApproximate);
    put(written, "baseline", baseline);
    put(written, "requireBaseline", requireBaseline);
    put(written, "worst", worst);
    put(written, "check", check);
    put(written, "severity", severity);
    return GateReader.read(
        setting, written, classes.negative(), classes.positive(), MeasuredAudit.terms());
  }

  private static void put(Map<String, String> written, String key, @Nullable String value) {
    if (value != null) {
      written.put(key, value);
    }
  }
}
