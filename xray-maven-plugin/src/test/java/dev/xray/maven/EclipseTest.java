package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Eclipse knows what to do with each goal; of one that it is not told of, it complains. */
class EclipseTest {
  @Test
  void every_goal_stands_in_the_lifecycle_mapping_and_nothing_else() throws Exception {
    List<String> goals = Goals.all().stream().map(MojoDescriptor::getGoal).toList();

    assertThat(goals).contains("verify-model", "help");
    assertThat(mapped()).containsExactlyInAnyOrderElementsOf(goals);
  }

  private static List<String> mapped() throws Exception {
    try (InputStream in =
        EclipseTest.class.getResourceAsStream("/META-INF/m2e/lifecycle-mapping-metadata.xml")) {
      Document mapping = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(in);
      NodeList goals = mapping.getElementsByTagName("goal");
      return IntStream.range(0, goals.getLength())
          .mapToObj(i -> goals.item(i).getTextContent())
          .toList();
    }
  }
}
