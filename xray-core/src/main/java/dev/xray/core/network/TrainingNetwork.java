package dev.xray.core.network;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.runtime.TensorFlowRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/**
 * The ConvNet with its backward pass and Adam, in a TensorFlow session. A step is a pure function
 * of the state, the batch and the seed. Owns native memory: close it. Not thread-safe.
 */
public final class TrainingNetwork implements AutoCloseable {
  private final int width;
  private final int height;
  private final AdamSettings adam;
  private final NetworkSummary summary;

  private final Graph graph = new Graph();
  private final Session session;
  private final TensorCache images = new TensorCache();

  private final Output<?> image;
  private final Output<?> label;
  private final Output<?> lossWeight;
  private final Output<?> beta1Power;
  private final Output<?> beta2Power;
  private final Output<?> trainingLogits;
  private final Output<?> predictionLogits;
  private final List<Output<?>> masks;
  private final Optional<DropoutMasks> dropout;
  private final List<Operation> updates = new ArrayList<>();
  private final VariableGroup weights;
  private final VariableGroup means;
  private final VariableGroup squares;
  private long steps;

  /**
   * Builds the graph; {@link #restore} gives it its first weights.
   *
   * @param runtime where it runs
   * @param settings the network
   * @param width of the images in pixels
   * @param height of the images in pixels
   * @param adam the optimizer
   * @param seed from which the dropout masks are derived, together with the number of the step
   * @throws SettingException if a setting is out of range or an image too small for the layers
   */
  public TrainingNetwork(
      TensorFlowRuntime runtime,
      NetworkSettings settings,
      int width,
      int height,
      AdamSettings adam,
      Seed seed)
      throws SettingException {
    this.width = width;
    this.height = height;
    this.adam = adam;
    this.summary = NetworkSummary.of(settings, width, height);
    GraphOps ops = new GraphOps(graph);
    weights = new VariableGroup(ops, summary, "");
    means = new VariableGroup(ops, summary, "adam_m/");
    squares = new VariableGroup(ops, summary, "adam_v/");
    image = ops.placeholder("image", DataType.DT_FLOAT, -1, height, width, 1);
    label = ops.placeholder("label", DataType.DT_FLOAT, -1);
    lossWeight = ops.placeholder("loss_weight", DataType.DT_FLOAT, -1);
    beta1Power = ops.placeholder("beta1_power", DataType.DT_FLOAT);
    beta2Power = ops.placeholder("beta2_power", DataType.DT_FLOAT);

    int units = summary.flatUnits();
    FedDropout fed = new FedDropout(settings.dropout());
    ForwardPass training =
        ForwardPass.add(
            ops,
            settings,
            units,
            image,
            weights.reads(),
            settings.dropout() > 0 ? fed : ForwardPass.Dropout.NONE,
            "training/");
    trainingLogits = training.logits();
    masks = List.copyOf(fed.masks());
    dropout =
        masks.isEmpty()
            ? Optional.empty()
            : Optional.of(new DropoutMasks(settings.dropout(), seed, fed.shapes()));
    predictionLogits =
        ForwardPass.add(
                ops,
                settings,
                units,
                image,
                weights.reads(),
                ForwardPass.Dropout.NONE,
                "prediction/")
            .logits();
    addAdam(ops, BackwardPass.add(ops, training, byLogit(ops)));
    session = Sessions.open(graph, runtime);
  }

  /**
   * Gradient of the mean weighted cross-entropy by each logit: (sigmoid(logit) - label) * weight.
   */
  private Output<?> byLogit(GraphOps ops) {
    Output<?> probability = ops.add("Sigmoid", "error/probability", trainingLogits);
    Output<?> error = ops.add("Sub", "error/difference", probability, label);
    return ops.add("Mul", "error/logits", error, lossWeight);
  }

  /** Every update waits for all gradients: a backward pass must not read an updated variable. */
  private void addAdam(GraphOps ops, List<Output<?>> gradients) {
    Output<?> rate = ops.number("adam/rate", adam.learningRate());
    Output<?> beta1 = ops.number("adam/beta1", adam.beta1());
    Output<?> beta2 = ops.number("adam/beta2", adam.beta2());
    Output<?> epsilon = ops.number("adam/epsilon", adam.epsilon());
    for (int i = 0; i < gradients.size(); i++) {
      updates.add(
          ops.target(
              "ApplyAdam",
              "adam/" + summary.variables().get(i).name(),
              gradients,
              weights.variables().get(i),
              means.variables().get(i),
              squares.variables().get(i),
              beta1Power,
              beta2Power,
              rate,
              beta1,
              beta2,
              epsilon,
              gradients.get(i)));
    }
  }

  /** The layers. */
  public NetworkSummary summary() {
    return summary;
  }

  /**
   * Sets weights, Adam's slots and the number of steps.
   *
   * @param state of a network of the same shape
   */
  public void restore(AdamState state) {
    weights.assign(session, state.weights());
    means.assign(session, state.means());
    squares.assign(session, state.squares());
    steps = state.steps();
  }

  /** Copies everything that steps change. */
  public AdamState state() {
    return new AdamState(
        weights.values(session), means.values(session), squares.values(session), steps);
  }

  /** Copies the weights. */
  public Weights weights() {
    return weights.values(session);
  }

  /**
   * Takes one step of Adam on the mean over the batch of weight times cross-entropy.
   *
   * @param pixels size * height * width values in [0, 1] (may be longer), image after image, rows
   *     from the top
   * @param labels 0 or 1 for each image
   * @param lossWeights weight of each image's loss, 1 for a plain mean
   * @param size number of images, at least 1
   * @return the logit of each image before the step, dropout on
   */
  public float[] step(float[] pixels, float[] labels, float[] lossWeights, int size) {
    steps++;
    List<Tensor> owned = new ArrayList<>();
    try {
      Session.Runner runner =
          session
              .runner()
              .feed(image, images.filled(pixels, size, height, width, 1))
              .feed(label, own(owned, vector(labels, size, 1)))
              .feed(lossWeight, own(owned, vector(lossWeights, size, 1f / size)))
              .feed(beta1Power, own(owned, power(adam.beta1())))
              .feed(beta2Power, own(owned, power(adam.beta2())));
      if (dropout.isPresent()) {
        List<TUint8> drawn = dropout.get().of(steps, size);
        for (int layer = 0; layer < masks.size(); layer++) {
          runner.feed(masks.get(layer), drawn.get(layer));
        }
      }
      updates.forEach(runner::addTarget);
      try (Result result = runner.fetch(trainingLogits).run()) {
        return floats(result.get(0), size);
      }
    } finally {
      owned.forEach(Tensor::close);
    }
  }

  /**
   * Predicts with the present weights, dropout off.
   *
   * @param pixels as for {@link #step}
   * @param size number of images, at least 1
   * @return the logit of each image
   */
  public float[] logits(float[] pixels, int size) {
    try (Result result =
        session
            .runner()
            .feed(image, images.filled(pixels, size, height, width, 1))
            .fetch(predictionLogits)
            .run()) {
      return floats(result.get(0), size);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
    images.close();
    dropout.ifPresent(DropoutMasks::close);
  }

  private TFloat32 power(double beta) {
    return TFloat32.scalarOf((float) StrictMath.pow(beta, steps));
  }

  private static TFloat32 vector(float[] values, int size, float factor) {
    return TFloat32.tensorOf(
        Shape.of(size),
        tensor -> {
          for (int i = 0; i < size; i++) {
            tensor.setFloat(values[i] * factor, i);
          }
        });
  }

  private static <T extends Tensor> T own(List<Tensor> owned, T tensor) {
    owned.add(tensor);
    return tensor;
  }

  static float[] floats(Tensor tensor, int size) {
    float[] values = new float[size];
    ((TFloat32) tensor).copyTo(DataBuffers.of(values, false, false));
    return values;
  }
}
