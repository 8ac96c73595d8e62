package dev.xray.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.Seed;
import dev.xray.core.runtime.Device;
import dev.xray.core.runtime.RuntimeSettings;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TUint8;

/**
 * The gradients by hand against TensorFlow's automatic ones. Among the images are a black one and
 * one of a single grey, where the maxima of all windows are tied; the first filter is below zero
 * everywhere, and so dead, the second one in many windows.
 */
class BackwardPassTest {
  private static final Seed SEED = new Seed(3);

  /** Both gradients of each variable, and the number of nonzero ones. */
  private record Gradients(List<double[]> byHand, List<double[]> automatic) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void in_float64_they_are_the_automatic_ones(int channels) throws Exception {
    NetworkSettings settings = new NetworkSettings(channels, List.of(5, 4), 3, List.of(6, 3), 0.4);
    Gradients gradients = gradients(settings, 17, 15, 5, DataType.DT_DOUBLE);
    for (int i = 0; i < gradients.byHand().size(); i++) {
      double[] automatic = gradients.automatic().get(i);
      assertThat(norm(automatic)).as("variable %d", i).isPositive();
      for (int k = 0; k < automatic.length; k++) {
        assertThat(gradients.byHand().get(i)[k])
            .as("variable %d, value %d", i, k)
            .isCloseTo(automatic[k], org.assertj.core.data.Offset.offset(1e-9));
      }
    }
  }

  @Test
  void without_dropout_too() throws Exception {
    NetworkSettings settings = new NetworkSettings(1, List.of(4), 5, List.of(), 0);
    assertThat(largestRelativeDifference(gradients(settings, 14, 14, 4, DataType.DT_DOUBLE)))
        .isLessThan(1e-12);
  }

  @Test
  void in_float32_they_are_as_close_as_its_digits_allow() throws Exception {
    Gradients gradients = gradients(NetworkSettings.article(), 200, 200, 16, DataType.DT_FLOAT);
    assertThat(largestRelativeDifference(gradients)).isLessThan(1e-5);
  }

  private static double largestRelativeDifference(Gradients gradients) {
    double largest = 0;
    for (int i = 0; i < gradients.byHand().size(); i++) {
      double[] automatic = gradients.automatic().get(i);
      double[] difference = gradients.byHand().get(i).clone();
      for (int k = 0; k < difference.length; k++) {
        difference[k] -= automatic[k];
      }
      assertThat(norm(automatic)).as("variable %d", i).isPositive();
      largest = Math.max(largest, norm(difference) / norm(automatic));
    }
    return largest;
  }

  private static double norm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static Gradients gradients(
      NetworkSettings settings, int width, int height, int batch, DataType type) throws Exception {
    TensorFlowRuntime runtime = TensorFlowRuntime.load(new RuntimeSettings(Device.CPU, 2, true));
    NetworkSummary summary = NetworkSummary.of(settings, width, height);
    try (Graph graph = new Graph()) {
      GraphOps ops = new GraphOps(graph, type);
      Output<?> image = ops.placeholder("image", type, -1, height, width, 1);
      Output<?> byLogit = ops.placeholder("by_logit", type, -1);
      List<Output<?>> weights = new ArrayList<>();
      for (NetworkSummary.Variable variable : summary.variables()) {
        weights.add(ops.placeholder(variable.name(), type, variable.dimensions()));
      }
      FedDropout dropout = new FedDropout(settings.dropout());
      ForwardPass layers =
          ForwardPass.add(
              ops,
              settings,
              summary.flatUnits(),
              image,
              weights,
              settings.dropout() > 0 ? dropout : ForwardPass.Dropout.NONE,
              "layers/");
      List<Output<?>> byHand = BackwardPass.add(ops, layers, byLogit);
      Output<?>[] automatic =
          graph.addGradients(
              "automatic",
              new Output<?>[] {layers.logits()},
              weights.toArray(Output<?>[]::new),
              new Output<?>[] {byLogit});
      List<Tensor> fed = new ArrayList<>();
      try (Session session = Sessions.open(graph, runtime);
          DropoutMasks masks = new DropoutMasks(0.4, SEED, dropout.shapes())) {
        Session.Runner runner = session.runner();
        fed.add(tensor(type, images(batch, height * width), batch, height, width, 1));
        runner.feed(image, fed.get(0));
        fed.add(tensor(type, random(batch, "by logit"), batch));
        runner.feed(byLogit, fed.get(1));
        Weights values = weights(settings, width, height);
        for (int i = 0; i < weights.size(); i++) {
          NamedArray array = values.arrays().get(i);
          fed.add(tensor(type, array.values(), array.shape()));
          runner.feed(weights.get(i), fed.get(fed.size() - 1));
        }
        List<TUint8> drawn = masks.of(1, batch);
        for (int i = 0; i < dropout.masks().size(); i++) {
          runner.feed(dropout.masks().get(i), drawn.get(i));
        }
        byHand.forEach(runner::fetch);
        List.of(automatic).forEach(runner::fetch);
        try (Result result = runner.run()) {
          return new Gradients(
              values(result, 0, byHand.size()), values(result, byHand.size(), result.size()));
        }
      } finally {
        fed.forEach(Tensor::close);
      }
    }
  }

  private static float[] random(int size, String purpose) {
    RandomGenerator random = SEED.random(purpose);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  private static float[] images(int batch, int size) {
    float[] images = random(batch * size, "images");
    for (int i = 0; i < images.length; i++) {
      images[i] = i < size ? 0 : i < 2 * size ? 0.5f : images[i] + 0.5f;
    }
    return images;
  }

  private static Weights weights(NetworkSettings settings, int width, int height) throws Exception {
    Weights weights = GlorotUniform.weights(settings, width, height, SEED);
    for (NamedArray array : weights.arrays()) {
      if (array.name().endsWith("bias")) {
        float[] bias = random(array.values().length, array.name());
        for (int i = 0; i < bias.length; i++) {
          array.values()[i] = 0.2f * bias[i];
        }
        if (array.name().startsWith("conv")) {
          array.values()[0] = -100;
          array.values()[1] = -0.2f;
        }
      }
    }
    return weights;
  }

  private static Tensor tensor(DataType type, float[] values, long... shape) {
    if (type == DataType.DT_FLOAT) {
      return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false));
    }
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return TFloat64.tensorOf(Shape.of(shape), DataBuffers.of(doubles, true, false));
  }

  private static List<double[]> values(Result result, int from, int to) {
    List<double[]> all = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Tensor tensor = result.get(i);
      double[] values = new double[Math.toIntExact(tensor.size())];
      if (tensor instanceof TFloat32 floats) {
        float[] some = TrainingNetwork.floats(floats, values.length);
        for (int k = 0; k < values.length; k++) {
          values[k] = some[k];
        }
      } else {
        ((TFloat64) tensor).copyTo(DataBuffers.of(values, false, false));
      }
      all.add(values);
    }
    return all;
  }
}
