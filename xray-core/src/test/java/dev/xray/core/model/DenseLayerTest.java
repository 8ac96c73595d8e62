package dev.xray.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.network.NamedArray;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products that leave out zeros, against their definition. */
class DenseLayerTest {
  /** Up to several blocks, with and without values beyond the last whole group. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "3, 2, 0.5",
    "64, 64, 0.2",
    "4099, 64, 0.2",
    "4096, 64, 0",
    "70003, 1, 0.3",
    "70001, 3, 1",
    "6, 70000, 0.5"
  })
  void a_product_is_the_sum_over_all_rows(int inputs, int units, double nonZero) {
    Random random = new Random(7);
    float[] kernel = new float[inputs * units];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = random.nextFloat() - 0.5f;
    }
    int[] order = IntStream.range(0, inputs).map(i -> inputs - 1 - i).toArray();
    DenseLayer layer =
        new DenseLayer(new NamedArray("kernel", new long[] {inputs, units}, kernel), order);
    int images = 3;
    float[][] values = new float[images][layer.size() + 5];
    for (float[] image : values) {
      for (int i = 0; i < image.length; i++) {
        image[i] = random.nextDouble() < nonZero ? random.nextFloat() : 0;
      }
    }
    float[][] products = layer.products(values, images);
    assertThat(products).hasDimensions(images, units);
    for (int image = 0; image < images; image++) {
      for (int unit = 0; unit < units; unit++) {
        double expected = 0;
        for (int i = 0; i < inputs; i++) {
          expected += (double) values[image][i] * kernel[order[i] * units + unit];
        }
        assertThat((double) products[image][unit])
            .isCloseTo(expected, Offset.offset(2e-6 * Math.sqrt(inputs)));
      }
    }
    assertThat(layer.products(new float[][] {values[1]}, 1)[0])
        .as("an image gives the same, alone or among others")
        .containsExactly(products[1]);
  }
}
