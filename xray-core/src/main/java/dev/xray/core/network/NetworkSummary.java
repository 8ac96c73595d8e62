package dev.xray.core.network;

import dev.xray.core.SettingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The layers of a network with their shapes and numbers of parameters; {@link #toString()} is a
 * table like that of Keras's {@code summary()}.
 *
 * @param layers from the input to the output
 */
public record NetworkSummary(List<Layer> layers) {
  /**
   * A layer.
   *
   * @param name such as {@code conv1}; the names of its variables start with it
   * @param type as Keras calls it, such as {@code Conv2D}
   * @param output shape of its output without the batch, [height, width, channels] or [units]
   * @param variables kernel and bias, or none
   */
  public record Layer(String name, String type, List<Integer> output, List<Variable> variables) {
    /** Number of trained parameters. */
    public long parameters() {
      return variables.stream().mapToLong(Variable::size).sum();
    }
  }

  /**
   * A trained variable.
   *
   * @param name such as {@code conv1/kernel}
   * @param shape as in Keras: kernels [height, width, in, out], dense [in, out], biases [out]
   */
  public record Variable(String name, List<Integer> shape) {
    /** Number of values. */
    public long size() {
      return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** Whether it is a kernel; otherwise a bias. */
    boolean isKernel() {
      return shape.size() > 1;
    }

    long[] dimensions() {
      return shape.stream().mapToLong(Integer::longValue).toArray();
    }
  }

  private static final long LARGEST_VARIABLE = Integer.MAX_VALUE / 4;

  /** More images at once than this are hardly faster: 5% on the article's network. */
  private static final int MOST_AT_ONCE = 32;

  private static final long MEMORY_AT_ONCE = 512L << 20;

  /**
   * The layers of a network for images of one size.
   *
   * @param settings the network
   * @param width of the images in pixels
   * @param height of the images in pixels
   * @return its layers
   * @throws SettingException if a setting is out of range, or an image is too small for the layers
   */
  public static NetworkSummary of(NetworkSettings settings, int width, int height)
      throws SettingException {
    settings.validate();
    Builder builder = new Builder(height, width, settings.channels());
    for (int i = 0; i < settings.filters().size(); i++) {
      if (builder.height < settings.kernel() + 1 || builder.width < settings.kernel() + 1) {
        throw tooSmall(settings, width, height, i);
      }
      builder.convolution(i + 1, settings.kernel(), settings.filters().get(i));
    }
    builder.flatten();
    for (int i = 0; i < settings.dense().size(); i++) {
      builder.hidden(i + 1, settings.dense().get(i));
    }
    builder.dense("output", 1);
    return new NetworkSummary(List.copyOf(builder.layers));
  }

  private static SettingException tooSmall(
      NetworkSettings settings, int width, int height, int convolution) {
    return new SettingException(
        "network.filters",
        String.format(
            Locale.ROOT,
            "has %d convolutions, but images of %d x %d pixels are used up before number %d: each"
                + " takes %d pixels off width and height, and pooling halves them. Use larger"
                + " images or fewer convolutions.",
            settings.filters().size(),
            width,
            height,
            convolution + 1,
            settings.kernel() - 1));
  }

  /** All variables in the order of the layers, kernel before bias. */
  public List<Variable> variables() {
    return layers.stream().flatMap(layer -> layer.variables().stream()).toList();
  }

  /** Number of trained parameters of all layers. */
  public long parameters() {
    return layers.stream().mapToLong(Layer::parameters).sum();
  }

  /**
   * How many images to predict at once: 32, but fewer, and at least 1, where the outputs of all
   * layers would together take more than 512 MiB.
   */
  public int imagesAtOnce() {
    long values =
        layers.stream()
            .mapToLong(
                layer ->
                    layer.output().stream()
                        .mapToLong(Integer::longValue)
                        .reduce(1, (a, b) -> a * b))
            .sum();
    return (int) Math.max(1, Math.min(MOST_AT_ONCE, MEMORY_AT_ONCE / (Float.BYTES * values)));
  }

  /** Number of values that leave the last convolution for each image. */
  int flatUnits() {
    return layers.stream()
        .filter(layer -> layer.type().equals("Flatten"))
        .findFirst()
        .orElseThrow()
        .output()
        .get(0);
  }

  /** A table like that of Keras's {@code summary()}, lines ended by {@code \n}. */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    String rule = "-".repeat(68) + "\n";
    row(table, "Layer (type)", "Output shape", "Parameters");
    table.append(rule);
    for (Layer layer : layers) {
      row(
          table,
          layer.name() + " (" + layer.type() + ")",
          layer.output().stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")),
          String.format(Locale.ROOT, "%,d", layer.parameters()));
    }
    table.append(rule);
    return table
        .append(
            String.format(Locale.ROOT, "Trainable parameters: %,d (%s)%n", parameters(), size()))
        .toString()
        .replace("\r\n", "\n");
  }

  private String size() {
    return String.format(Locale.ROOT, "%.2f MB", parameters() * 4 / (1024.0 * 1024.0));
  }

  private static void row(StringBuilder table, String layer, String shape, String parameters) {
    table.append(String.format(Locale.ROOT, "%-32s%-22s%14s\n", layer, shape, parameters));
  }

  /** Follows the shape from layer to layer. */
  private static final class Builder {
    private final List<Layer> layers = new ArrayList<>();
    private int height;
    private int width;
    private int channels;
    private int units;

    Builder(int height, int width, int channels) {
      this.height = height;
      this.width = width;
      this.channels = channels;
    }

    void convolution(int number, int kernel, int filters) throws SettingException {
      String name = "conv" + number;
      Variable weights = variable(name + "/kernel", kernel, kernel, channels, filters);
      height -= kernel - 1;
      width -= kernel - 1;
      channels = filters;
      layer(name, "Conv2D", List.of(weights, variable(name + "/bias", filters)), image());
      height /= 2;
      width /= 2;
      layer("pool" + number, "MaxPooling2D", List.of(), image());
      layer("dropout" + number, "Dropout", List.of(), image());
    }

    void flatten() throws SettingException {
      units = Math.multiplyExact(Math.multiplyExact(height, width), channels);
      layer("flatten", "Flatten", List.of(), List.of(units));
    }

    void hidden(int number, int size) throws SettingException {
      dense("dense" + number, size);
      layer("dropout_dense" + number, "Dropout", List.of(), List.of(units));
    }

    void dense(String name, int size) throws SettingException {
      Variable weights = variable(name + "/kernel", units, size);
      units = size;
      layer(name, "Dense", List.of(weights, variable(name + "/bias", size)), List.of(units));
    }

    private List<Integer> image() {
      return List.of(height, width, channels);
    }

    private void layer(String name, String type, List<Variable> variables, List<Integer> output) {
      layers.add(new Layer(name, type, output, variables));
    }

    private static Variable variable(String name, Integer... shape) throws SettingException {
      double size =
          Arrays.stream(shape).mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
      if (size > LARGEST_VARIABLE) {
        throw new SettingException(
            name.startsWith("conv") ? "network.filters" : "network.dense",
            String.format(
                Locale.ROOT,
                "makes %s of %.0f values, but a variable holds at most %d. Use smaller images,"
                    + " fewer filters or fewer units.",
                name,
                size,
                LARGEST_VARIABLE));
      }
      return new Variable(name, List.of(shape));
    }
  }
}
