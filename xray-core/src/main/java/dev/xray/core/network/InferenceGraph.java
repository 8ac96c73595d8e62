package dev.xray.core.network;

import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;

/**
 * The network for prediction alone: no dropout, no gradients, no slots; its weights are constants
 * of the graph.
 */
public final class InferenceGraph {
  /** Name of the input: float32 [batch, height, width, 1] in 0..1. */
  public static final String INPUT = "image";

  /** Name of the output: float32 [batch, 1], the probability of the positive class. */
  public static final String OUTPUT = "probability";

  /** Name of the output before calibration and sigmoid: float32 [batch, 1]. */
  static final String LOGITS = "layers/column";

  /** Name of the constant with which a calibrated network multiplies its logits. */
  public static final String LOGIT_SCALE = "calibration/scale";

  private InferenceGraph() {}

  /**
   * By which a graph multiplies its logits for a temperature; 1: not at all.
   *
   * @param temperature by which logits are divided, greater than 0
   */
  public static float logitScale(double temperature) {
    return (float) (1 / temperature);
  }

  /**
   * Builds the graph of a network that is not calibrated; see {@link #of(NetworkSettings, int, int,
   * Weights, double)}.
   */
  public static GraphDef of(NetworkSettings settings, int width, int height, Weights weights)
      throws SettingException {
    return of(settings, width, height, weights, 1);
  }

  /**
   * Builds the graph. The weights stay as they were trained: the temperature is an operation of its
   * own before the sigmoid.
   *
   * @param settings the network
   * @param width of the images in pixels
   * @param height of the images in pixels
   * @param weights of that network
   * @param temperature by which logits are divided, greater than 0; 1: not calibrated
   * @return its definition
   * @throws SettingException if a setting is out of range or an image too small for the layers
   */
  public static GraphDef of(
      NetworkSettings settings, int width, int height, Weights weights, double temperature)
      throws SettingException {
    NetworkSummary summary = NetworkSummary.of(settings, width, height);
    if (!weights.fit(summary)) {
      throw new IllegalArgumentException("weights of another network");
    }
    try (Graph graph = new Graph()) {
      GraphOps ops = new GraphOps(graph);
      Output<?> image = ops.placeholder(INPUT, DataType.DT_FLOAT, -1, height, width, 1);
      List<Output<?>> constants = new ArrayList<>();
      for (NamedArray array : weights.arrays()) {
        constants.add(ops.constant(array.name(), array));
      }
      Output<?> logits =
          ForwardPass.add(
                  ops,
                  settings,
                  summary.flatUnits(),
                  image,
                  constants,
                  ForwardPass.Dropout.NONE,
                  "layers/")
              .logits();
      Output<?> column = ops.add("Reshape", LOGITS, logits, ops.integers("layers/shape", -1, 1));
      float scale = logitScale(temperature);
      Output<?> calibrated =
          scale == 1
              ? column
              : ops.add("Mul", "calibration/logits", column, ops.number(LOGIT_SCALE, scale));
      ops.add("Sigmoid", OUTPUT, calibrated);
      return graph.toGraphDef();
    }
  }
}
