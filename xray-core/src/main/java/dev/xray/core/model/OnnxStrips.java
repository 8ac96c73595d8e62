package dev.xray.core.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.xray.core.XrayException;
import dev.xray.core.network.NamedArray;
import dev.xray.core.network.NetworkSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A model that computes images in {@link ImageStrips}: ONNX Runtime the convolutions, on the thread
 * that asks it, {@link DenseLayers} the rest. One or two sessions serve all strips, one for each
 * height. Threads wait for each other once for each call, not after each operation, and activations
 * stay in the cache of the core that needs them next. Thread-safe.
 */
final class OnnxStrips implements OnnxEngine {
  private static final String INPUT = "strip";

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  /** By rows of the last pooled output. */
  private final Map<Integer, OrtSession> sessions = new TreeMap<>();

  private final ImageStrips strips;
  private final DenseLayers dense;
  private final HelperThreads helpers;
  private final int threads;
  private final int width;
  private final int imageSize;

  /** How many images go through the convolutions in one run at most. */
  private final int imagesAtOnce;

  /** Not in use, one for each task that was ever under way at the same time. */
  private final Queue<Workspace> workspaces = new ConcurrentLinkedQueue<>();

  /**
   * Loads a model. Weights are copied: those of the dense layers into the heap, those of the
   * convolutions into each session.
   *
   * @param strips into which its images are cut
   * @param threads for one call, the caller's among them
   */
  OnnxStrips(ModelBundle bundle, ImageStrips strips, int threads)
      throws XrayException, OrtException {
    this.strips = strips;
    this.threads = threads;
    ModelDescription description = bundle.description();
    width = description.width();
    imageSize = width * description.height();
    imagesAtOnce =
        (int) Math.max(1, ImageStrips.ACTIVATION_BYTES / Math.max(1, strips.activationBytes()));
    List<NamedArray> weights = bundle.weights().arrays();
    int convolved = 2 * description.network().filters().size();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      for (int strip = 0; strip < strips.count(); strip++) {
        int rows = strips.outputRows(strip);
        if (!sessions.containsKey(rows)) {
          byte[] model = convolutions(strips, rows, weights.subList(0, convolved));
          sessions.put(rows, environment.createSession(model, options));
        }
      }
    } catch (OrtException e) {
      closeSessions();
      throw e;
    }
    dense =
        new DenseLayers(
            strips, weights.subList(convolved, weights.size()), description.temperature());
    helpers = new HelperThreads(threads - 1);
  }

  /** The graph from the pixels of a strip to its rows of the last pooled output. */
  private static byte[] convolutions(ImageStrips strips, int rows, List<NamedArray> weights) {
    NetworkSettings network = strips.network();
    OnnxGraph graph = new OnnxGraph();
    String x = graph.input(INPUT, 1, strips.rows(rows), strips.columns());
    Iterator<NamedArray> arrays = weights.iterator();
    for (int i = 1; i <= network.filters().size(); i++) {
      NamedArray kernel = i == 1 ? ofOneChannel(arrays.next()) : arrays.next();
      x = graph.convolution(x, "conv" + i, kernel, arrays.next());
    }
    int channels = network.filters().get(network.filters().size() - 1);
    graph.output(x, channels, rows, strips.outputWidth());
    return graph.model("strip", "");
  }

  /** The image's channels are equal, so that their kernels can be added up. */
  private static NamedArray ofOneChannel(NamedArray kernel) {
    int in = (int) kernel.shape()[2];
    int out = (int) kernel.shape()[3];
    float[] sums = new float[kernel.values().length / in];
    for (int i = 0; i < sums.length; i++) {
      double sum = 0;
      for (int channel = 0; channel < in; channel++) {
        sum += kernel.values()[(i / out * in + channel) * out + i % out];
      }
      sums[i] = (float) sum;
    }
    return new NamedArray(
        kernel.name(), new long[] {kernel.shape()[0], kernel.shape()[1], 1, out}, sums);
  }

  @Override
  public float[] probabilities(float[] pixels, int size) {
    int share = (int) (((long) size * strips.count() + threads - 1) / threads);
    int group = Math.min(imagesAtOnce, Math.min(size, share));
    int groups = (size + group - 1) / group;
    float[][][] products = new float[size][strips.count()][];
    helpers.run(
        groups * strips.count(),
        task -> {
          int first = task / strips.count() * group;
          int images = Math.min(group, size - first);
          multiply(pixels, first, images, task % strips.count(), products);
        });
    float[] probabilities = new float[size];
    for (int i = 0; i < size; i++) {
      probabilities[i] = dense.probability(products[i]);
    }
    return probabilities;
  }

  /** Computes the first dense layer's products with one strip of some images. */
  private void multiply(float[] pixels, int first, int images, int strip, float[][][] products) {
    Workspace workspace = workspaces.poll();
    if (workspace == null) {
      workspace = new Workspace();
    }
    try {
      workspace.multiply(pixels, first, images, strip, products);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
    } finally {
      workspaces.add(workspace);
    }
  }

  @Override
  public void close() throws OrtException {
    helpers.close();
    closeSessions();
  }

  private void closeSessions() throws OrtException {
    for (OrtSession session : sessions.values()) {
      session.close();
    }
  }

  /** Where a task has its pixels and values, for the largest task. */
  private final class Workspace {
    private final FloatBuffer input =
        newBuffer(imagesAtOnce * strips.rows(strips.mostOutputRows()) * strips.columns());
    private final FloatBuffer output =
        newBuffer(imagesAtOnce * strips.outputs(strips.mostOutputRows()));

    void multiply(float[] pixels, int first, int images, int strip, float[][][] products)
        throws OrtException {
      int outputRows = strips.outputRows(strip);
      int outputs = strips.outputs(outputRows);
      copy(pixels, first, images, strip);
      output.clear().limit(images * outputs);
      convolve(images, outputRows);
      DenseLayer layer = dense.first(strip);
      float[] values = layer.newValues();
      int[] groups = layer.newGroups();
      for (int i = 0; i < images; i++) {
        output.get(i * outputs, values, 0, outputs);
        products[first + i][strip] = layer.product(values, groups);
      }
    }

    private void copy(float[] pixels, int first, int images, int strip) {
      int rows = strips.rows(strips.outputRows(strip));
      input.clear();
      for (int i = first; i < first + images; i++) {
        int at = i * imageSize + strips.firstRow(strip) * width;
        for (int row = 0; row < rows; row++) {
          input.put(pixels, at + row * width, strips.columns());
        }
      }
      input.flip();
    }

    private void convolve(int images, int outputRows) throws OrtException {
      OrtSession session = sessions.get(outputRows);
      String name = session.getOutputNames().iterator().next();
      int channels = strips.outputs(1) / strips.outputWidth();
      long[] in = {images, 1, strips.rows(outputRows), strips.columns()};
      long[] out = {images, channels, outputRows, strips.outputWidth()};
      try (OnnxTensor image = OnnxTensor.createTensor(environment, input, in);
          OnnxTensor pooled = OnnxTensor.createTensor(environment, output, out)) {
        session.run(Map.of(INPUT, image), Set.of(), Map.of(name, pooled)).close();
      }
    }

    private static FloatBuffer newBuffer(int values) {
      return ByteBuffer.allocateDirect(values * Float.BYTES)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
    }
  }
}
