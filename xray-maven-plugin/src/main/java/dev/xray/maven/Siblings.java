package dev.xray.maven;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/**
 * The other modules of a build, and whether one of them needs a model that the build does not get
 * as far as to make. Maven would only say that it cannot resolve the module's dependencies; or hand
 * it {@code target/classes}, if the model's project compiles classes too.
 *
 * @param goals what Maven was called with
 * @param projects all modules of the build
 */
record Siblings(List<String> goals, Collection<MavenProject> projects) {
  /** The default lifecycle, which Maven 3.8 and later have in common. */
  private static final List<String> PHASES =
      List.of(
          "validate",
          "initialize",
          "generate-sources",
          "process-sources",
          "generate-resources",
          "process-resources",
          "compile",
          "process-classes",
          "generate-test-sources",
          "process-test-sources",
          "generate-test-resources",
          "process-test-resources",
          "test-compile",
          "process-test-classes",
          "test",
          "prepare-package",
          "package",
          "pre-integration-test",
          "integration-test",
          "post-integration-test",
          "verify",
          "install",
          "deploy");

  /** Goals that make the model and attach it. */
  private static final Set<String> MAKERS = Set.of("train", "evaluate");

  /** Scopes that Maven resolves to compile the tests, but not to compile. */
  private static final Set<String> LATE_SCOPES = Set.of("runtime", "test");

  /**
   * What to tell the user if a module needs this project's model before it is made.
   *
   * @param project with the model
   * @param classifier of the model; empty if it is the project's own artifact
   * @param execution of one of this plugin's goals in that project
   */
  Optional<String> waitFor(MavenProject project, String classifier, MojoExecution execution) {
    OptionalInt last = goals.stream().mapToInt(PHASES::indexOf).filter(i -> i >= 0).max();
    OptionalInt made = made(project, execution);
    if (last.isEmpty() || made.isEmpty() || last.getAsInt() >= made.getAsInt()) {
      return Optional.empty();
    }
    String waiting =
        projects.stream()
            .filter(sibling -> needs(sibling, project, classifier, last.getAsInt()))
            .map(MavenProject::getArtifactId)
            .collect(Collectors.joining(", "));
    return waiting.isEmpty()
        ? Optional.empty()
        : Optional.of(words(waiting, last.getAsInt(), made.getAsInt()));
  }

  private static String words(String waiting, int last, int made) {
    String enough = PHASES.get(Math.max(made, PHASES.indexOf("package")));
    return "The model of this module is needed by "
        + waiting
        + ", but it is made in the phase "
        + PHASES.get(made)
        + ", and this build ends with "
        + PHASES.get(last)
        + ". Call the phase "
        + enough
        + " or a later one: mvn "
        + enough;
  }

  /** The first phase in which the project's model is made. */
  private static OptionalInt made(MavenProject project, MojoExecution execution) {
    PluginDescriptor plugin = execution.getMojoDescriptor().getPluginDescriptor();
    return project.getBuildPlugins().stream()
        .filter(used -> used.getKey().equals(plugin.getPluginLookupKey()))
        .flatMap(used -> used.getExecutions().stream())
        .flatMap(
            bound ->
                bound.getGoals().stream()
                    .filter(MAKERS::contains)
                    .map(g -> phase(plugin, bound, g)))
        .mapToInt(PHASES::indexOf)
        .filter(index -> index >= 0)
        .min();
  }

  private static String phase(PluginDescriptor plugin, PluginExecution bound, String goal) {
    return Objects.requireNonNullElseGet(bound.getPhase(), () -> plugin.getMojo(goal).getPhase());
  }

  /** Whether Maven resolves the model for a sibling, in a build as far as a phase. */
  private static boolean needs(
      MavenProject sibling, MavenProject project, String classifier, int last) {
    // A POM has nothing to compile; Maven resolves its dependencies for goals we do not know.
    return !sibling.getPackaging().equals("pom")
        && sibling.getDependencies().stream()
            .filter(dependency -> isModel(dependency, project, classifier))
            .anyMatch(dependency -> last >= PHASES.indexOf(resolved(dependency)));
  }

  private static String resolved(Dependency dependency) {
    String scope = Objects.requireNonNullElse(dependency.getScope(), "compile");
    return LATE_SCOPES.contains(scope) ? "test-compile" : "compile";
  }

  private static boolean isModel(Dependency dependency, MavenProject project, String classifier) {
    return dependency.getGroupId().equals(project.getGroupId())
        && dependency.getArtifactId().equals(project.getArtifactId())
        && dependency.getVersion().equals(project.getVersion())
        && Objects.requireNonNullElse(dependency.getClassifier(), "").equals(classifier);
  }
}
