package dev.xray.core.runtime;

import java.nio.file.Files;
import java.nio.file.Path;

/** Loads TensorFlow in a process of its own and prints what it finds. */
public final class RuntimeProbe {
  private RuntimeProbe() {}

  /** Prints {@code info}, then notes; with {@code environment} loads nothing. */
  public static void main(String[] arguments) throws Exception {
    RuntimeSettings settings = new RuntimeSettings(Device.CPU, 2, true);
    if (arguments[0].equals("environment")) {
      System.out.println(WorkerEnvironment.of(settings));
      System.out.println(
          "mapped: " + Files.readString(Path.of("/proc/self/maps")).contains("tensorflow_cc"));
      return;
    }
    TensorFlowRuntime runtime = TensorFlowRuntime.load(settings);
    System.out.println(runtime.info());
    System.out.println(runtime.notes());
  }
}
