package dev.xray.core.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.opencv.core.Core;

/** Loads natives in a process of its own and prints what it finds. */
public final class RuntimeProbe {
  private RuntimeProbe() {}

  /**
   * Prints {@code info}, then notes; with {@code environment} loads nothing, with {@code opencv}
   * loads OpenCV and prints its version and the folder of the library.
   */
  public static void main(String[] arguments) throws Exception {
    RuntimeSettings settings = new RuntimeSettings(Device.CPU, 2, true);
    if (arguments[0].equals("environment")) {
      System.out.println(WorkerEnvironment.of(settings));
      System.out.println(
          "mapped: " + Files.readString(Path.of("/proc/self/maps")).contains("tensorflow_cc"));
      return;
    }
    if (arguments[0].equals("opencv")) {
      OpenCvRuntime.load();
      System.out.println(Core.getVersionString() + " from " + mapped("opencv_java"));
      return;
    }
    TensorFlowRuntime runtime = TensorFlowRuntime.load(settings);
    System.out.println(runtime.info());
    System.out.println(runtime.notes());
  }

  private static String mapped(String library) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines
          .filter(line -> line.contains(library))
          .map(line -> line.substring(line.indexOf('/')))
          .findFirst()
          .orElse("nowhere");
    }
  }
}
