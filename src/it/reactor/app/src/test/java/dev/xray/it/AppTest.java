package dev.xray.it;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppTest {
  @ParameterizedTest
  @ValueSource(strings = {"one", "two"})
  void a_model_is_on_the_class_path(String model) {
    assertNotNull(getClass().getResource("/META-INF/xray/" + model + "/model.json"));
  }

  @Test
  void fails_where_it_is_asked_to() {
    assertNull(System.getProperty("broken"));
  }
}
