package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Build;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiblingsTest {
  @ParameterizedTest
  @CsvSource({
    "compile, compile",
    "provided, compile",
    "compile, test",
    "runtime, test-compile",
    "test, test"
  })
  void a_module_that_needs_the_model_too_early_is_named_with_the_phase_to_call(
      String scope, String goal) throws Exception {
    assertThat(waiting(List.of("clean", goal), module("app", dependency("model", scope))))
        .hasValue(
            "The model of this module is needed by app, but it is made in the phase"
                + " prepare-package, and this build ends with "
                + goal
                + ". Call the phase package or a later one: mvn package");
  }

  @ParameterizedTest
  @CsvSource({
    "compile, process-resources",
    "runtime, compile",
    "test, process-test-resources",
    "compile, prepare-package",
    "compile, package",
    "compile, install",
    "compile, xray:prepare"
  })
  void a_build_that_gets_far_enough_or_resolves_nothing_is_left_alone(String scope, String goal)
      throws Exception {
    assertThat(waiting(List.of(goal), module("app", dependency("model", scope)))).isEmpty();
  }

  @Test
  void the_last_of_several_phases_counts() throws Exception {
    MavenProject app = module("app", dependency("model", "compile"));

    assertThat(waiting(List.of("compile", "package"), app)).isEmpty();
    assertThat(waiting(List.of("test", "compile"), app).orElseThrow()).contains("ends with test");
  }

  @Test
  void every_module_that_waits_is_named() throws Exception {
    assertThat(
            waiting(
                List.of("test"),
                module("app", dependency("model", "compile")),
                module("lib", dependency("other-model", "compile")),
                module("viewer", dependency("model", "test"))))
        .hasValueSatisfying(words -> assertThat(words).contains("needed by app, viewer,"));
  }

  @Test
  void another_version_comes_from_a_repository() throws Exception {
    Dependency older = dependency("model", "compile");
    older.setVersion("0.9");

    assertThat(waiting(List.of("test"), module("app", older))).isEmpty();
  }

  @Test
  void a_module_without_code_resolves_nothing_early() throws Exception {
    MavenProject assembly = module("assembly", dependency("model", "compile"));
    assembly.setPackaging("pom");

    assertThat(waiting(List.of("test"), assembly)).isEmpty();
  }

  @Test
  void a_model_that_is_the_projects_own_artifact_has_no_classifier() throws Exception {
    Dependency own = dependency("model", "compile");
    own.setClassifier(null);
    List<MavenProject> app = List.of(module("app", own));

    assertThat(new Siblings(List.of("test"), app).waitFor(model("prepare-package"), "", prepare()))
        .isPresent();
    assertThat(
            new Siblings(List.of("test"), app)
                .waitFor(model("prepare-package"), "model", prepare()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"generate-resources", "process-test-classes"})
  void a_model_that_is_made_early_is_there_in_time(String phase) throws Exception {
    Siblings siblings =
        new Siblings(List.of("test"), List.of(module("app", dependency("model", "compile"))));

    assertThat(siblings.waitFor(model(phase), "model", prepare())).isEmpty();
  }

  @Test
  void a_model_that_is_made_after_package_names_its_own_phase() throws Exception {
    Siblings siblings =
        new Siblings(List.of("package"), List.of(module("app", dependency("model", "compile"))));

    assertThat(siblings.waitFor(model("verify"), "model", prepare()).orElseThrow())
        .endsWith("Call the phase verify or a later one: mvn verify");
  }

  private static Optional<String> waiting(List<String> goals, MavenProject... modules)
      throws Exception {
    return new Siblings(goals, List.of(modules)).waitFor(model(null), "model", prepare());
  }

  /** A project that binds the goal train, to its default phase where none is named. */
  private static MavenProject model(@Nullable String phase) {
    PluginExecution execution = new PluginExecution();
    execution.setGoals(List.of("prepare", "train"));
    execution.setPhase(phase);
    Plugin plugin = new Plugin();
    plugin.setGroupId("dev.xray");
    plugin.setArtifactId("xray-maven-plugin");
    plugin.addExecution(execution);
    MavenProject project = module("model");
    project.getModel().setBuild(new Build());
    project.getBuild().addPlugin(plugin);
    return project;
  }

  private static MavenProject module(String name, Dependency... dependencies) {
    Model model = new Model();
    model.setGroupId("clinic");
    model.setArtifactId(name);
    model.setVersion("1.0");
    model.setDependencies(List.of(dependencies));
    return new MavenProject(model);
  }

  private static Dependency dependency(String name, String scope) {
    Dependency dependency = new Dependency();
    dependency.setGroupId("clinic");
    dependency.setArtifactId(name);
    dependency.setVersion("1.0");
    dependency.setClassifier("model");
    dependency.setScope(scope);
    return dependency;
  }

  private static MojoExecution prepare() throws Exception {
    PluginDescriptor plugin = new PluginDescriptor();
    plugin.setGroupId("dev.xray");
    plugin.setArtifactId("xray-maven-plugin");
    plugin.addMojo(goal(plugin, "prepare", "generate-resources"));
    plugin.addMojo(goal(plugin, "train", "prepare-package"));
    return new MojoExecution(plugin.getMojo("prepare"));
  }

  private static MojoDescriptor goal(PluginDescriptor plugin, String name, String phase) {
    MojoDescriptor goal = new MojoDescriptor();
    goal.setPluginDescriptor(plugin);
    goal.setGoal(name);
    goal.setPhase(phase);
    return goal;
  }
}
