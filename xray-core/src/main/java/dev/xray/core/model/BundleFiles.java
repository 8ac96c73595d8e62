package dev.xray.core.model;

import dev.xray.core.XrayException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Finds the files of one bundle in a jar, in a folder or on the class path. */
final class BundleFiles {
  /** Far above any model of xray; guards against a file that fills the memory. */
  private static final int LARGEST_FILE = 1 << 30;

  private BundleFiles() {}

  /**
   * The files of the one model in a jar or folder.
   *
   * @param path a jar, an unpacked jar, or the model's own folder in it
   * @return name relative to the model's folder, to content
   */
  static SortedMap<String, byte[]> in(Path path) throws XrayException, IOException {
    if (Files.isDirectory(path)) {
      return inFolder(path);
    }
    if (!Files.isRegularFile(path)) {
      throw new XrayException(
          "There is no model at " + path + ". Give the model's jar, or a folder with its content.");
    }
    try (ZipFile jar = new ZipFile(path.toFile())) {
      SortedSet<String> models = new TreeSet<>();
      for (ZipEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        int end = name.indexOf('/', BundleLayout.ROOT.length());
        if (name.startsWith(BundleLayout.ROOT) && end > 0) {
          models.add(name.substring(BundleLayout.ROOT.length(), end));
        }
      }
      return inJar(jar, BundleLayout.folder(only(models, path)), path.toString());
    } catch (ZipException | EOFException e) {
      throw noJar(path.toString(), e);
    }
  }

  private static XrayException noJar(String where, IOException e) {
    return new XrayException(
        where + " is no model bundle: it cannot be read as a jar (" + e + ").", e);
  }

  private static SortedMap<String, byte[]> inFolder(Path path) throws XrayException, IOException {
    if (Files.isRegularFile(path.resolve(BundleLayout.DESCRIPTION))) {
      return files(path);
    }
    Path root = path.resolve(BundleLayout.ROOT);
    SortedSet<String> models = new TreeSet<>();
    if (Files.isDirectory(root)) {
      try (Stream<Path> folders = Files.list(root)) {
        folders
            .filter(Files::isDirectory)
            .forEach(folder -> models.add(String.valueOf(folder.getFileName())));
      }
    }
    return files(root.resolve(only(models, path)));
  }

  private static String only(SortedSet<String> models, Path path) throws XrayException {
    if (models.size() != 1) {
      throw new XrayException(
          models.isEmpty()
              ? path + " is no model bundle: it has no " + BundleLayout.ROOT + "<name>/."
              : path
                  + " has several models ("
                  + String.join(", ", models)
                  + "), but must have one.");
    }
    return models.first();
  }

  private static SortedMap<String, byte[]> files(Path folder) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        try (InputStream in = Files.newInputStream(file)) {
          files.put(name, bounded(in, file.toString()));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return files;
  }

  private static SortedMap<String, byte[]> inJar(ZipFile jar, String folder, String where)
      throws XrayException, IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (ZipEntry entry : Collections.list(jar.entries())) {
      if (entry.getName().startsWith(folder) && !entry.isDirectory()) {
        String name = entry.getName().substring(folder.length());
        try (InputStream in = jar.getInputStream(entry)) {
          if (files.put(name, bounded(in, where + "!/" + entry.getName())) != null) {
            throw new XrayException(where + " has " + entry.getName() + " twice.");
          }
        }
      }
    }
    return files;
  }

  /**
   * The files of a model on the class path.
   *
   * @param name of the model
   * @param loader whose class path is searched
   */
  static SortedMap<String, byte[]> onClassPath(String name, ClassLoader loader)
      throws XrayException, IOException {
    String description = BundleLayout.folder(name) + BundleLayout.DESCRIPTION;
    Enumeration<URL> found = loader.getResources(description);
    List<URL> urls = Collections.list(found).stream().distinct().toList();
    if (urls.isEmpty()) {
      throw new XrayException(
          "There is no model "
              + name
              + " on the class path (no "
              + description
              + "). Add the model's artifact as a dependency, with classifier 'model' unless its"
              + " packaging is xray-model. In the build that trains it, it is there from the phase"
              + " package on: run mvn verify, not mvn test.");
    }
    if (urls.size() > 1) {
      throw new XrayException(
          "The class path has several models " + name + ": " + urls + ". Keep one.");
    }
    return at(urls.get(0), name, loader);
  }

  private static SortedMap<String, byte[]> at(URL description, String name, ClassLoader loader)
      throws XrayException, IOException {
    URLConnection connection = description.openConnection();
    connection.setUseCaches(false);
    if (connection instanceof JarURLConnection jarConnection) {
      try (JarFile jar = jarConnection.getJarFile()) {
        return inJar(jar, BundleLayout.folder(name), jar.getName());
      } catch (ZipException | EOFException e) {
        throw noJar(description.toString(), e);
      }
    }
    if (description.getProtocol().equals("file")) {
      return files(Path.of(java.net.URI.create(description.toString())).getParent());
    }
    return listed(name, loader);
  }

  /** Where a class path cannot be listed: the files that the sums name. */
  private static SortedMap<String, byte[]> listed(String name, ClassLoader loader)
      throws XrayException, IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    String folder = BundleLayout.folder(name);
    byte[] sums = resource(folder + BundleLayout.SUMS, loader);
    files.put(BundleLayout.SUMS, sums);
    for (String file : Sums.parse(sums).keySet()) {
      files.put(file, resource(folder + file, loader));
    }
    return files;
  }

  private static byte[] resource(String name, ClassLoader loader)
      throws XrayException, IOException {
    try (InputStream in = loader.getResourceAsStream(name)) {
      if (in == null) {
        throw new XrayException("The class path lacks " + name + ".");
      }
      return bounded(in, name);
    }
  }

  private static byte[] bounded(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(LARGEST_FILE);
    if (in.read() >= 0) {
      throw new IOException(name + " is larger than " + LARGEST_FILE + " bytes.");
    }
    return bytes;
  }
}
