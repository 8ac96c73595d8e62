package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {
  @TempDir Path folder;

  @Test
  void a_folder_means_the_evaluation_and_the_published_predictions_in_it() throws IOException {
    Path evaluation = write("evaluation.json");
    write("predictions.csv");
    Path published = write("published-predictions.csv");

    Baseline baseline = Baseline.of(folder);

    assertThat(baseline.evaluation()).isEqualTo(evaluation);
    assertThat(baseline.predictions()).contains(published);
    assertThat(baseline.origin()).isEqualTo("evaluation.json");
  }

  @Test
  void predictions_from_a_repository_are_found_by_its_name() throws IOException {
    write("predictions.csv");
    Path evaluation = write("covid-1.0-evaluation.json");
    Path predictions = write("covid-1.0-predictions.csv");

    assertThat(Baseline.of(evaluation).predictions()).contains(predictions);
    assertThat(Baseline.of(evaluation).origin()).isEqualTo("covid-1.0-evaluation.json");
  }

  @Test
  void of_this_build_it_is_the_predictions_that_stay_here() throws IOException {
    write("evaluation.json");
    write("published-predictions.csv");
    assertThat(Baseline.own(folder).predictions()).isEmpty();

    Path predictions = write("predictions.csv");
    assertThat(Baseline.own(folder).predictions()).contains(predictions);
  }

  @Test
  void an_evaluation_may_stand_alone() throws IOException {
    assertThat(Baseline.of(write("evaluation.json")).predictions()).isEmpty();
  }

  private Path write(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "");
  }
}
