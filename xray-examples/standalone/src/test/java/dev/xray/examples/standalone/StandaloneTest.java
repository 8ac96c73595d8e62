package dev.xray.examples.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.model.ModelBundle;
import dev.xray.core.network.NamedArray;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Maven goal {@code train} ran before this test, on the same images with the same settings. */
class StandaloneTest {
  @Test
  void a_main_trains_the_same_weights_as_the_goal() throws Exception {
    Path work = Path.of(System.getProperty("work"));
    Standalone.main(
        new String[] {
          System.getProperty("phantoms"), work.toString(), System.getProperty("epochs")
        });

    List<NamedArray> ours = weights(work.resolve("model/standalone-model.jar"));
    List<NamedArray> goals = weights(Path.of(System.getProperty("goals.model")));

    assertThat(ours).hasSameSizeAs(goals);
    for (int i = 0; i < ours.size(); i++) {
      assertThat(ours.get(i).name()).isEqualTo(goals.get(i).name());
      assertThat(ours.get(i).values()).as(ours.get(i).name()).isEqualTo(goals.get(i).values());
    }
    assertThat(work.resolve("evaluation/report.html")).isNotEmptyFile();
  }

  private static List<NamedArray> weights(Path model) throws Exception {
    return ModelBundle.read(model).weights().arrays();
  }
}
