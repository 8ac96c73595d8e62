package dev.xray.core.runtime;

import dev.xray.core.XrayException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/**
 * TensorFlow, loaded and configured. Immutable and thread-safe.
 *
 * <p>Some things can be decided only once in a process, when TensorFlow is loaded: oneDNN and
 * determinism come from the environment (see {@link WorkerEnvironment}; without it oneDNN follows
 * TensorFlow's default for the CPU at hand), and the thread pool is made for the first session.
 * Where they differ from what was asked for, {@link #info()} has the truth and {@link #notes()}
 * says so.
 */
public final class TensorFlowRuntime {
  private static final int INTER_OP_THREADS = 1;
  private static final Map<RuntimeSettings, TensorFlowRuntime> LOADED = new LinkedHashMap<>();
  private static OptionalInt poolThreads = OptionalInt.empty();

  private final RuntimeInfo info;
  private final ConfigProto sessionConfig;
  private final List<String> notes;

  private TensorFlowRuntime(RuntimeInfo info, ConfigProto sessionConfig, List<String> notes) {
    this.info = info;
    this.sessionConfig = sessionConfig;
    this.notes = List.copyOf(notes);
  }

  /**
   * Makes TensorFlow usable with these settings. The first call of a process unpacks the native
   * library where that was not done before (a file lock keeps several JVMs apart) and loads it;
   * later calls with the same settings return the same object at once.
   *
   * @param settings device, threads, oneDNN
   * @return the runtime
   * @throws XrayException if the settings are out of range, if the native library cannot be loaded,
   *     or if a GPU was asked for and there is none
   */
  public static synchronized TensorFlowRuntime load(RuntimeSettings settings) throws XrayException {
    settings.validate();
    TensorFlowRuntime runtime = LOADED.get(settings);
    if (runtime == null) {
      runtime = start(settings);
      LOADED.put(settings, runtime);
    }
    return runtime;
  }

  /** What was loaded first in this process; empty if nothing was. */
  static synchronized Optional<TensorFlowRuntime> loaded() {
    return LOADED.values().stream().findFirst();
  }

  /**
   * Begins to load TensorFlow on another thread, which takes a second of a core, for a caller that
   * has other things to do before it calls {@link #load}.
   */
  public static Loading loadAhead(RuntimeSettings settings) {
    return new Loading(settings);
  }

  /** TensorFlow being loaded on a thread of its own. */
  public static final class Loading {
    private final Thread thread;

    private Loading(RuntimeSettings settings) {
      thread = new Thread(() -> attempt(settings), "xray-tensorflow");
      thread.setDaemon(true);
      thread.start();
    }

    private static void attempt(RuntimeSettings settings) {
      try {
        load(settings);
      } catch (XrayException | RuntimeException | LinkageError e) {
        // load() fails again for whoever needs it, and says so there.
      }
    }

    /**
     * Waits until it is loaded or has failed: a process must not end in the middle of it. Where the
     * calling thread is interrupted, it stays so, and the wait is over.
     */
    public void await() {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What really runs. */
  public RuntimeInfo info() {
    return info;
  }

  /**
   * Configuration of every session, a serialized {@code org.tensorflow.proto.ConfigProto}; for
   * xray's own rooms.
   */
  public byte[] sessionConfig() {
    return sessionConfig.toByteArray();
  }

  /** The same, for this room. */
  ConfigProto config() {
    return sessionConfig;
  }

  /**
   * Where this process differs from the settings and what to do about it, one sentence or two each;
   * to be shown to the user.
   */
  public List<String> notes() {
    return notes;
  }

  private static TensorFlowRuntime start(RuntimeSettings settings) throws XrayException {
    String version = NativeLibrary.load();
    List<String> notes = new ArrayList<>();
    int threads = poolThreads(settings, notes);
    ConfigProto config = config(settings, threads);
    List<Devices.Found> devices = Devices.list(config.toByteArray());
    Optional<Devices.Found> gpu =
        devices.stream().filter(device -> device.type().equals("GPU")).findFirst();
    if (settings.device() == Device.GPU && gpu.isEmpty()) {
      throw noGpu(devices);
    }
    if (gpu.isPresent() && !"1".equals(System.getenv(WorkerEnvironment.DETERMINISTIC))) {
      notes.add(
          "Two trainings on the GPU may differ in the last digits; start the process with "
              + WorkerEnvironment.DETERMINISTIC
              + "=1 in its environment.");
    }
    boolean oneDnn = oneDnn(settings, config, notes);
    RuntimeInfo info =
        new RuntimeInfo(
            version,
            OpenCvRuntime.version(),
            gpu.map(device -> "GPU: " + Devices.gpuName().orElse(device.name()))
                .orElse(RuntimeInfo.CPU),
            NativeLibrary.platform(),
            threads,
            INTER_OP_THREADS,
            oneDnn);
    return new TensorFlowRuntime(info, config, notes);
  }

  /** TensorFlow makes one pool of threads in a process, for the first session. */
  private static int poolThreads(RuntimeSettings settings, List<String> notes) {
    if (poolThreads.isEmpty()) {
      poolThreads = OptionalInt.of(settings.threads());
    }
    int threads = poolThreads.getAsInt();
    if (threads != settings.threads()) {
      notes.add(
          "TensorFlow already runs with "
              + threads
              + " threads in this process and keeps them, although runtime.threads is "
              + settings.threads()
              + ".");
    }
    return threads;
  }

  private static ConfigProto config(RuntimeSettings settings, int threads) {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threads)
            .setInterOpParallelismThreads(INTER_OP_THREADS)
            .setAllowSoftPlacement(true)
            .setGpuOptions(GPUOptions.newBuilder().setAllowGrowth(true));
    if (settings.device() == Device.CPU) {
      config.putDeviceCount("GPU", 0);
    }
    return config.build();
  }

  private static boolean oneDnn(RuntimeSettings settings, ConfigProto config, List<String> notes) {
    boolean observed = OneDnn.observed(config);
    if (observed != settings.oneDnn()) {
      String wanted = WorkerEnvironment.of(settings).get(WorkerEnvironment.ONE_DNN);
      notes.add(
          "oneDNN is "
              + (observed ? "on" : "off")
              + " in this process, although runtime.oneDnn is "
              + settings.oneDnn()
              + "; start the process with "
              + WorkerEnvironment.ONE_DNN
              + "="
              + wanted
              + " in its environment"
              + (settings.oneDnn() ? " (not every platform has oneDNN)." : "."));
    }
    return observed;
  }

  private static XrayException noGpu(List<Devices.Found> devices) {
    String found = String.join(", ", devices.stream().map(Devices.Found::name).toList());
    return new XrayException(
        "runtime.device is GPU, but TensorFlow finds no GPU; it finds "
            + found
            + ". Build with -Dxray.gpu, which brings TensorFlow's GPU library (Linux x86-64 only),"
            + " and install the NVIDIA driver, CUDA 12.5 and cuDNN 9.3: see docs/gpu.md. Or set"
            + " runtime.device to AUTO or CPU.");
  }
}
