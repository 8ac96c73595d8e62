package dev.xray.maven;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptorBuilder;

/** The goals that the plugin has, from its descriptor. */
final class Goals {
  private Goals() {}

  static List<MojoDescriptor> all() throws Exception {
    try (Reader descriptor =
        Files.newBufferedReader(Path.of("target/classes/META-INF/maven/plugin.xml"))) {
      return new PluginDescriptorBuilder().build(descriptor).getMojos();
    }
  }
}
