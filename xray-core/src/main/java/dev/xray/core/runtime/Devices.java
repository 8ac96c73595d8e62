package dev.xray.core.runtime;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_CloseSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteDeviceList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteSessionOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteStatus;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GetCode;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_Message;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewGraph;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewSession;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewSessionOptions;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_NewStatus;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;

import dev.xray.core.XrayException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;

/** The devices that TensorFlow finds. Its Java API does not list them, its C API does. */
final class Devices {
  private Devices() {}

  /**
   * A device.
   *
   * @param name such as {@code /job:localhost/replica:0/task:0/device:GPU:0}
   * @param type {@code CPU} or {@code GPU}
   */
  record Found(String name, String type) {}

  /**
   * Lists the devices of a session with a configuration.
   *
   * @param config serialized {@code ConfigProto}
   * @throws XrayException if TensorFlow cannot make a session
   */
  static List<Found> list(byte[] config) throws XrayException {
    TF_Status status = TF_NewStatus();
    TF_Graph graph = TF_NewGraph();
    TF_SessionOptions options = TF_NewSessionOptions();
    try (BytePointer bytes = new BytePointer(config)) {
      TF_SetConfig(options, bytes, config.length, status);
      check(status);
      TF_Session session = TF_NewSession(graph, options, status);
      check(status);
      try {
        return list(session, status);
      } finally {
        TF_CloseSession(session, status);
        TF_DeleteSession(session, status);
      }
    } finally {
      TF_DeleteSessionOptions(options);
      TF_DeleteGraph(graph);
      TF_DeleteStatus(status);
    }
  }

  private static List<Found> list(TF_Session session, TF_Status status) throws XrayException {
    TF_DeviceList list = TF_SessionListDevices(session, status);
    check(status);
    try {
      List<Found> found = new ArrayList<>();
      for (int i = 0; i < TF_DeviceListCount(list); i++) {
        found.add(
            new Found(
                TF_DeviceListName(list, i, status).getString(),
                TF_DeviceListType(list, i, status).getString()));
        check(status);
      }
      return found;
    } finally {
      TF_DeleteDeviceList(list);
    }
  }

  private static void check(TF_Status status) throws XrayException {
    if (TF_GetCode(status) != 0) {
      throw new XrayException(
          "TensorFlow cannot list its devices: " + TF_Message(status).getString() + ".");
    }
  }

  /**
   * Product name of the first GPU, as NVIDIA's own tool tells it; empty where it is not installed.
   */
  static Optional<String> gpuName() {
    try {
      Process process =
          new ProcessBuilder("nvidia-smi", "--query-gpu=name", "--format=csv,noheader")
              .redirectErrorStream(true)
              .start();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        String name = lines.readLine();
        return process.exitValue() == 0
            ? Optional.ofNullable(name).map(String::trim)
            : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
