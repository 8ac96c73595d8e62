package dev.xray.maven;

import dev.xray.core.SettingException;
import java.io.File;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Words an error about a setting for the one who wrote it: as the tag and the property, with the
 * file to correct or the command that works.
 *
 * @param execution of the goal
 * @param pom the project's file; empty where there is none
 */
record ErrorWords(MojoExecution execution, Optional<File> pom) {
  /** The words. */
  String of(SettingException error) {
    SettingNames.Name name = SettingNames.of(error.setting());
    String property = name.property().map(p -> " (-D" + p + ")").orElse("");
    String problem = error.problem();
    String stop = problem.endsWith(".") || problem.endsWith("\n") ? "" : ".";
    return name.display() + property + " " + problem + stop + System.lineSeparator() + cure(name);
  }

  private String cure(SettingNames.Name name) {
    boolean writable = name.property().isPresent();
    if (pom.isPresent() && (!writable || configured(name.tag()))) {
      String example =
          name.example().map(value -> ", for example: " + element(name.tag(), value)).orElse("");
      return "Correct it in the configuration of " + plugin() + " for " + pom.get() + example;
    }
    String value = name.example().orElse("...");
    return "A command that works: mvn " + goal() + " -D" + name.property().orElse("") + "=" + value;
  }

  /**
   * Whether the POM sets a parameter; then it wins over the property. What Maven fills in from a
   * property or a default still is an expression here.
   */
  private boolean configured(String parameter) {
    Xpp3Dom configuration = execution.getConfiguration();
    Xpp3Dom child = configuration == null ? null : configuration.getChild(parameter);
    if (child == null) {
      return false;
    }
    String value = child.getValue();
    return child.getChildCount() > 0 || (value != null && !value.startsWith("${xray."));
  }

  private String plugin() {
    return execution.getArtifactId();
  }

  private String goal() {
    String id = execution.getExecutionId();
    boolean ofItsOwn = id != null && !id.startsWith("default");
    return goal(execution.getGoal()) + (ofItsOwn ? "@" + id : "");
  }

  /** A goal of this plugin with full coordinates: works whatever the prefix resolves to. */
  String goal(String name) {
    return execution.getGroupId()
        + ":"
        + execution.getArtifactId()
        + ":"
        + execution.getVersion()
        + ":"
        + name;
  }

  private static String element(String tag, String value) {
    return "<" + tag + ">" + value + "</" + tag + ">";
  }
}
