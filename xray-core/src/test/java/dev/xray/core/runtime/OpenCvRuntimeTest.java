package dev.xray.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Core;

class OpenCvRuntimeTest {
  @TempDir Path folder;

  @Test
  void loads_once_from_any_number_of_threads_and_keeps_to_one_thread() throws Exception {
    List<String> versions =
        Parallel.map(
            8,
            8,
            i -> {
              OpenCvRuntime.load();
              return Core.getVersionString();
            });

    assertThat(versions).containsOnly(OpenCvRuntime.version());
    assertThat(Core.getNumThreads()).isEqualTo(1);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void the_library_is_unpacked_once_for_all_processes() throws Exception {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    String first = Jvm.output(start(cache));
    Path library = library(cache);
    Object written = Files.getAttribute(library, "unix:ctime");

    assertThat(first).startsWith(OpenCvRuntime.version() + " from " + cache.toRealPath());
    assertThat(library.toString()).contains("opencv-4.9.0");
    assertThat(Jvm.output(start(cache))).isEqualTo(first);
    assertThat(Files.getAttribute(library, "unix:ctime")).isEqualTo(written);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_library_that_was_cut_off_is_replaced() throws Exception {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    Jvm.output(start(cache));
    long size = Files.size(library(cache));
    try (FileChannel channel = FileChannel.open(library(cache), StandardOpenOption.WRITE)) {
      channel.truncate(size / 2);
    }

    assertThat(Jvm.output(start(cache))).contains(" from " + cache.toRealPath());
    assertThat(Files.size(library(cache))).isEqualTo(size);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void several_processes_may_unpack_it_at_the_same_time() throws Exception {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(start(cache));
    }
    for (Process process : processes) {
      assertThat(Jvm.output(process)).contains(" from " + cache.toRealPath());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void where_the_folder_cannot_be_written_another_is_taken() throws Exception {
    Path occupied = Files.writeString(folder.resolve("occupied"), "no folder");

    assertThat(Jvm.output(start(occupied)))
        .startsWith(OpenCvRuntime.version() + " from ")
        .doesNotContain(occupied.toString());
  }

  @Test
  void two_class_loaders_of_one_process_may_load_it() throws Exception {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      path.add(Path.of(entry).toUri().toURL());
    }
    for (int i = 0; i < 2; i++) {
      try (URLClassLoader loader =
          new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
        loader.loadClass(OpenCvRuntime.class.getName()).getMethod("load").invoke(null);
        Object version =
            loader.loadClass(Core.class.getName()).getMethod("getVersionString").invoke(null);
        assertThat(version).isEqualTo(OpenCvRuntime.version());
      }
    }
  }

  private static Process start(Path cache) throws IOException {
    return Jvm.start(
        Map.of(),
        "-Dorg.bytedeco.javacpp.cachedir=" + cache,
        RuntimeProbe.class.getName(),
        "opencv");
  }

  private static Path library(Path cache) throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("libopencv_java"))
          .findFirst()
          .orElseThrow();
    }
  }
}
