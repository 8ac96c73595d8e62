package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

/** The complete POMs of docs/data.md: Maven reads them, and what they name exists. */
class DocumentedPomsTest {
  private static final Pattern POM =
      Pattern.compile("```xml\\n(<project .*?</project>)\\n```", Pattern.DOTALL);

  @Test
  void every_pom_parses_and_names_only_what_exists() throws Exception {
    List<String> poms = poms(Path.of("../docs/data.md"));
    assertThat(poms).hasSize(2);
    for (String pom : poms) {
      assertThat(unknown(pom)).as(pom).isEmpty();
    }
  }

  @Test
  void a_name_that_does_not_exist_is_found() throws Exception {
    String pom = poms(Path.of("../docs/data.md")).get(1);
    assertThat(unknown(pom.replace("testSources>", "testSets>"))).containsExactly("testSets");
    assertThat(unknown(pom.replace("<layout>chest-xray</layout>", "<format>a</format>")))
        .containsExactly("source.format");
    assertThat(unknown(pom.replace("<version>2</version>", "<edition>2</edition>")))
        .containsExactly("collection.edition");
    assertThat(unknown(pom.replace("<goal>dataset</goal>", "<goal>sheet</goal>")))
        .containsExactly("goal sheet");
  }

  private static List<String> poms(Path page) throws IOException {
    return POM.matcher(Files.readString(page)).results().map(found -> found.group(1)).toList();
  }

  private static List<String> unknown(String pom) throws Exception {
    Model model = new MavenXpp3Reader().read(new StringReader(pom), true);
    Plugin plugin = model.getBuild().getPlugins().get(0);
    Xpp3Dom configuration = (Xpp3Dom) plugin.getConfiguration();
    List<MojoDescriptor> goals = Goals.all();
    Set<String> parameters =
        goals.stream()
            .flatMap(goal -> goal.getParameters().stream())
            .map(Parameter::getName)
            .collect(Collectors.toSet());
    Set<String> names = goals.stream().map(MojoDescriptor::getGoal).collect(Collectors.toSet());
    return Stream.of(
            children(configuration).filter(name -> !parameters.contains(name)),
            items(configuration, "sources", SourceParameter.class),
            items(configuration, "fetch", CollectionParameter.class),
            plugin.getExecutions().stream()
                .map(PluginExecution::getGoals)
                .flatMap(List::stream)
                .filter(goal -> !names.contains(goal))
                .map(goal -> "goal " + goal))
        .flatMap(each -> each)
        .toList();
  }

  /** Elements of the items of a list that their class has no field for. */
  private static Stream<String> items(Xpp3Dom configuration, String list, Class<?> type) {
    Set<String> fields =
        Arrays.stream(type.getDeclaredFields()).map(Field::getName).collect(Collectors.toSet());
    return Arrays.stream(configuration.getChild(list).getChildren())
        .flatMap(
            item ->
                children(item)
                    .filter(name -> !fields.contains(name))
                    .map(name -> item.getName() + "." + name));
  }

  private static Stream<String> children(Xpp3Dom element) {
    return Arrays.stream(element.getChildren()).map(Xpp3Dom::getName);
  }
}
