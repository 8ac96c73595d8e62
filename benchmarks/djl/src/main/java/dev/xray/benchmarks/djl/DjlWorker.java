package dev.xray.benchmarks.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Adam;
import ai.djl.training.tracker.Tracker;
import dev.xray.benchmarks.ExportedBatches;
import dev.xray.benchmarks.Worker;
import java.nio.file.Path;
import java.util.List;

/**
 * The article's network in DJL on PyTorch, trained on exported batches. Arguments: folder of {@link
 * dev.xray.benchmarks.PeerFiles}, batch size. It is asked for {@code steps N} or {@code epoch N} as
 * xray's own worker is. The number of threads comes from the environment, OMP_NUM_THREADS.
 */
public final class DjlWorker {
  private static final float DROPOUT = 0.6f;

  private final Path folder;
  private final int side;
  private final int batchSize;
  private final ExportedBatches first;
  private final Trainer trainer;
  private final Loss loss = Loss.sigmoidBinaryCrossEntropyLoss();
  private int next;

  private DjlWorker(Path folder, int batchSize) throws Exception {
    this.folder = folder;
    this.batchSize = batchSize;
    side = ExportedBatches.side(folder);
    first = ExportedBatches.epoch(folder, 1);
    Model model = Model.newInstance("article", "PyTorch");
    model.setBlock(network());
    trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss)
                .optOptimizer(
                    Adam.builder()
                        .optLearningRateTracker(Tracker.fixed(1e-3f))
                        .optEpsilon(1e-7f)
                        .build()));
    trainer.initialize(new Shape(batchSize, 1, side, side));
    setWeights(model, ExportedBatches.floats(folder.resolve("initial.f32")));
  }

  /** Works. */
  public static void main(String[] arguments) throws Exception {
    DjlWorker worker = new DjlWorker(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    Worker.serve(worker::run, "");
  }

  private static SequentialBlock network() {
    SequentialBlock network = new SequentialBlock();
    for (int convolution = 1; convolution <= 2; convolution++) {
      network
          .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(32).build())
          .add(Activation::relu)
          .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
          .add(Dropout.builder().optRate(DROPOUT).build());
    }
    return network
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(64).build())
        .add(Activation::relu)
        .add(Dropout.builder().optRate(DROPOUT).build())
        .add(Linear.builder().setUnits(1).build());
  }

  /** From Keras's shapes; what is flattened here has its channels first. */
  private static void setWeights(Model model, float[] values) {
    List<Parameter> parameters = model.getBlock().getParameters().values();
    Shape[] shapes = {
      new Shape(3, 3, 1, 32), new Shape(32), new Shape(3, 3, 32, 32), new Shape(32),
      new Shape(48, 48, 32, 64), new Shape(64), new Shape(64, 1), new Shape(1)
    };
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      int at = 0;
      for (int i = 0; i < shapes.length; i++) {
        float[] part = new float[Math.toIntExact(shapes[i].size())];
        System.arraycopy(values, at, part, 0, part.length);
        at += part.length;
        NDArray array = manager.create(part, shapes[i]);
        NDArray turned =
            switch (i) {
              case 0, 2 -> array.transpose(3, 2, 0, 1);
              case 4 -> array.transpose(3, 2, 0, 1).reshape(64, -1);
              case 6 -> array.transpose();
              default -> array;
            };
        parameters.get(i).getArray().set(turned.toFloatArray());
      }
    }
  }

  private double run(String[] words) throws Exception {
    int number = Integer.parseInt(words[1]);
    return words[0].equals("epoch") ? epoch(number) : steps(number);
  }

  private double steps(int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += step(first, next * batchSize, batchSize);
      next = (next + 1) % (first.count() / batchSize);
    }
    return sum / count;
  }

  private double epoch(int number) throws Exception {
    ExportedBatches epoch = ExportedBatches.epoch(folder, number);
    double sum = 0;
    for (int at = 0; at < epoch.count(); at += batchSize) {
      int size = Math.min(batchSize, epoch.count() - at);
      sum += step(epoch, at, size) * size;
    }
    return sum / epoch.count();
  }

  /** Mean cross-entropy, dropout on, before the step. */
  private double step(ExportedBatches batches, int at, int size) {
    try (NDManager manager = trainer.getManager().newSubManager();
        GradientCollector collector = trainer.newGradientCollector()) {
      NDArray images = manager.create(batches.images(at, size), new Shape(size, 1, side, side));
      NDArray labels = manager.create(batches.labels(at, size), new Shape(size, 1));
      NDArray error = loss.evaluate(new NDList(labels), trainer.forward(new NDList(images)));
      collector.backward(error);
      trainer.step();
      return error.toFloatArray()[0];
    }
  }
}
