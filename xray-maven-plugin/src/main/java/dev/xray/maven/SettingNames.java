package dev.xray.maven;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How users of the plugin write what the core calls by dotted names. */
final class SettingNames {
  /** Settings that are not written as {@code <settings><a.b>}: tag and a value that works. */
  private static final Map<String, Name> OWN =
      Map.ofEntries(
          own("name", "name", "covid-cxr"),
          own("recipe", "recipe", "article"),
          own("thresholds", "thresholds", "0.5,0.45"),
          own("checkpointEvery", "checkpointEvery", "10"),
          own("imageCacheSize", "imageCacheSize", "8000"),
          own("split.testShare", "testShare", "0.25"),
          own("split.validationShare", "validationShare", "0.15"),
          // No ">" in it: a shell would make a file of what follows.
          own("threshold", "threshold", "youden"),
          own("thresholdFrom", "thresholdFrom", "validation"),
          own("calibration", "calibration", "temperature"),
          own("evaluation.prevalence", "prevalence", "0.05"),
          own("evaluation.slices", "slices", "sex,age"),
          own("evaluation.ageBands", "ageBands", "18,40,65"),
          own("split.testSources", "testSources", "north-covid,north-normal"),
          own("split.groupByPatient", "groupByPatient", "true"),
          own("preprocessing.width", "width", "200"),
          own("preprocessing.height", "height", "200"),
          own("network.dropout", "dropout", "0.6"),
          own("training.epochs", "epochs", "100"),
          own("training.batchSize", "batchSize", "16"),
          own("training.learningRate", "learningRate", "0.001"),
          own("training.earlyStoppingPatience", "earlyStoppingPatience", "15"),
          own("training.restoreBestWeights", "restoreBestWeights", "true"),
          own("runtime.device", "device", "auto"),
          own("runtime.threads", "threads", "2"),
          own("crossValidation.folds", "folds", "5"),
          own("crossValidation.repeats", "repeats", "1"),
          own("crossValidation.parallelFolds", "parallelFolds", "1"),
          own("audit.accept", "acceptedFindings", "duplicate.near"),
          own("audit.lungMasks", "lungMasks", "masks/lungs"),
          own("audit.retrainOnBorder", "retrainOnBorder", "false"),
          own("licences", "licences", "warn"),
          own("publishImages", "publishImages", "false"),
          own("pixelTolerance", "pixelTolerance", "1"),
          own("probabilityTolerance", "probabilityTolerance", "0.0001"),
          own("timeout", "timeout", "3600"),
          own("fetchTimeout", "fetchTimeout", "60"),
          own("kaggleUrl", "kaggleUrl", "https://www.kaggle.com/api/v1"),
          own("input", "inputs", "scans/*.png"),
          // Not <images>: that is how many phantoms to make.
          Map.entry(
              "explanation.images",
              new Name(
                  "explainedImages",
                  tag("explainedImages"),
                  Optional.of("xray.images"),
                  Optional.of("scans/*.png"))),
          own("explanation.method", "method", "hires-cam"),
          own("explanation.most", "most", "24"),
          own("explanation.masks", "masks", "masks"),
          own("explanation.occlusion.patch", "patch", "24"),
          own("explanation.occlusion.stride", "stride", "12"),
          own("explanation.occlusion.fill", "fill", "0.5"),
          own("model", "model", "covid-cxr-model.jar"),
          own("baseline", "baseline", "1.0"));

  private static final Set<String> LISTS = Set.of("sources", "classes", "gates", "fetch");

  private static final Pattern GATE = Pattern.compile("gates\\[(\\d+)](?:\\.(.+))?");
  private static final Pattern SOURCE = Pattern.compile("sources\\[(\\d+)](?:\\.(.+))?");
  private static final Pattern FETCH = Pattern.compile("fetch\\[(\\d+)](?:\\.(.+))?");
  private static final Pattern EXTERNAL = Pattern.compile("externalSets\\[(\\d+)](?:\\.(.+))?");
  private static final String PHANTOM = "phantom.";
  private static final String CLASSES = "classes.";
  private static final String MODEL_CARD = "modelCard.";

  private SettingNames() {}

  /**
   * A way to write a setting.
   *
   * @param tag the parameter, a direct child of {@code <configuration>}
   * @param display the tag as shown to the user
   * @param property the user property; empty if it can be written in a POM only
   * @param example a value that works; empty if there is none that works for everybody
   */
  record Name(String tag, String display, Optional<String> property, Optional<String> example) {}

  /** How a setting is written. */
  static Name of(String setting) {
    Name own = OWN.get(setting);
    Matcher source = SOURCE.matcher(setting);
    if (own != null) {
      return own;
    }
    Matcher gate = GATE.matcher(setting);
    if (gate.matches()) {
      return gate(Integer.parseInt(gate.group(1)) + 1, Optional.ofNullable(gate.group(2)));
    }
    if (LISTS.contains(setting)) {
      return new Name(setting, tag(setting), Optional.empty(), Optional.empty());
    }
    Matcher fetch = FETCH.matcher(setting);
    if (fetch.matches()) {
      return fetch(Integer.parseInt(fetch.group(1)) + 1, Optional.ofNullable(fetch.group(2)));
    }
    Matcher external = EXTERNAL.matcher(setting);
    if (external.matches()) {
      return external(
          Integer.parseInt(external.group(1)) + 1, Optional.ofNullable(external.group(2)));
    }
    if (source.matches()) {
      return source(Integer.parseInt(source.group(1)) + 1, Optional.ofNullable(source.group(2)));
    }
    if (setting.startsWith(CLASSES)) {
      String child = setting.substring(CLASSES.length());
      return new Name("classes", tag(child) + " in <classes>", Optional.empty(), Optional.empty());
    }
    if (setting.startsWith(MODEL_CARD)) {
      String child = setting.substring(MODEL_CARD.length());
      return new Name(
          "modelCard", tag(child) + " in <modelCard>", Optional.empty(), Optional.empty());
    }
    if (setting.startsWith(PHANTOM)) {
      String parameter = setting.substring(PHANTOM.length());
      return new Name(parameter, tag(parameter), Optional.of("xray." + setting), Optional.empty());
    }
    return new Name(
        "settings",
        tag(setting) + " in <settings>",
        Optional.of("xray.settings." + setting),
        Optional.empty());
  }

  private static Name gate(int number, Optional<String> child) {
    String place = "<gate> " + number + " in <gates>";
    return new Name(
        "gates",
        child.map(each -> tag(each) + " of " + place).orElse(place),
        Optional.empty(),
        Optional.empty());
  }

  private static Name fetch(int number, Optional<String> child) {
    String place = "<collection> " + number + " in <fetch>";
    return new Name(
        "fetch",
        child.map(each -> tag(each) + " of " + place).orElse(place),
        Optional.empty(),
        Optional.empty());
  }

  private static Name external(int number, Optional<String> path) {
    String place = "<externalSet> " + number + " in <externalSets>";
    String display =
        path.map(p -> SOURCE.matcher(p).matches() ? of(p).display() : tag(p))
            .map(p -> p + " of " + place)
            .orElse(place);
    return new Name("externalSets", display, Optional.empty(), Optional.empty());
  }

  private static Name source(int number, Optional<String> path) {
    String place = "<source> " + number + " in <sources>";
    String display =
        path.map(p -> p.replaceFirst("^(where|labels|columns|values)\\.(.+)", "$2> in <$1"))
            .map(SettingNames::tag)
            .map(p -> p + " of " + place)
            .orElse(place);
    return new Name("sources", display, Optional.empty(), Optional.empty());
  }

  private static Map.Entry<String, Name> own(String setting, String tag, String example) {
    return Map.entry(
        setting, new Name(tag, tag(tag), Optional.of("xray." + tag), Optional.of(example)));
  }

  private static String tag(String name) {
    return "<" + name + ">";
  }
}
