package dev.xray.core.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.xray.core.XrayException;
import dev.xray.core.network.NamedArray;
import dev.xray.core.network.NetworkSettings;
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
 * stay in the cache of the core that needs them next. On the article's network 1.3 to 1.4 times as
 * fast as {@link OnnxWhole}. Thread-safe.
 */
final class OnnxStrips implements OnnxEngine {
  private static final String INPUT = "strip";

  /** Enough images at once for rows of a dense kernel to be read once for several. */
  private static final int IMAGES_FOR_ROWS = 8;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  /** By rows of the last pooled output. */
  private final Map<Integer, OrtSession> sessions = new TreeMap<>();

  private final ImageStrips strips;
  private final DenseLayers dense;
  private final HelperThreads helpers;
  private final int threads;
  private final int width;
  private final int imageSize;
  private final String outputName;

  /** How many images go through the convolutions in one run at most. */
  private final int imagesInRun;

  /** How many images go through the first dense layer together at most. */
  private final int imagesInTask;

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
    outputName = "conv" + strips.network().filters().size() + "/pool";
    imagesInRun = (int) Math.max(1, ImageStrips.ACTIVATION_BYTES / strips.activationBytes());
    imagesInTask = Math.max(imagesInRun, IMAGES_FOR_ROWS);
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
    graph.output(x, strips.channels(), rows, strips.outputWidth());
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
    int images = Math.min(imagesInTask, Math.min(size, share));
    int groups = (size + images - 1) / images;
    float[][][] products = new float[strips.count()][size][];
    helpers.run(
        groups * strips.count(),
        task -> {
          int strip = task % strips.count();
          int first = task / strips.count() * images;
          int count = Math.min(images, size - first);
          float[][] found = multiply(pixels, first, count, strip);
          System.arraycopy(found, 0, products[strip], first, count);
        });
    float[] probabilities = new float[size];
    helpers.run(size, image -> probabilities[image] = dense.probability(products, image));
    return probabilities;
  }

  /** Computes the first dense layer's products with one strip of some images. */
  private float[][] multiply(float[] pixels, int first, int images, int strip) {
    Workspace workspace = workspaces.poll();
    if (workspace == null) {
      workspace = new Workspace();
    }
    try {
      return workspace.multiply(pixels, first, images, strip);
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
        OnnxEngine.newBuffer(imagesInRun * strips.rows(strips.mostOutputRows()) * strips.columns());
    private final FloatBuffer output =
        OnnxEngine.newBuffer(imagesInRun * strips.outputs(strips.mostOutputRows()));
    private final float[][] values = new float[imagesInTask][dense.mostValues()];

    float[][] multiply(float[] pixels, int first, int images, int strip) throws OrtException {
      DenseLayer layer = dense.first(strip);
      int outputs = strips.outputs(strips.outputRows(strip));
      for (int done = 0; done < images; done += imagesInRun) {
        int count = Math.min(imagesInRun, images - done);
        copy(pixels, first + done, count, strip);
        convolve(count, strips.outputRows(strip));
        for (int i = 0; i < count; i++) {
          output.get(i * outputs, values[done + i], 0, outputs);
        }
      }
      return layer.products(values, images);
    }

    private void copy(float[] pixels, int first, int images, int strip) {
      int rows = strips.rows(strips.outputRows(strip));
      input.clear();
      for (int i = first; i < first + images; i++) {
        int start = i * imageSize + strips.firstRow(strip) * width;
        for (int row = 0; row < rows; row++) {
          input.put(pixels, start + row * width, strips.columns());
        }
      }
      input.flip();
    }

    private void convolve(int images, int outputRows) throws OrtException {
      output.clear().limit(images * strips.outputs(outputRows));
      long[] in = {images, 1, strips.rows(outputRows), strips.columns()};
      long[] out = {images, strips.channels(), outputRows, strips.outputWidth()};
      try (OnnxTensor strip = OnnxTensor.createTensor(environment, input, in);
          OnnxTensor pooled = OnnxTensor.createTensor(environment, output, out)) {
        OrtSession session = sessions.get(outputRows);
        session.run(Map.of(INPUT, strip), Set.of(), Map.of(outputName, pooled)).close();
      }
    }
  }
}
