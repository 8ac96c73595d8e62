package dev.xray.core.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes the page live, copied into it: the chart library uPlot from its webjar, and our own
 * scripts. The page's policy allows exactly these texts, by their digests, and nothing else to run.
 */
final class PageAssets {
  private static final String WEBJAR = "META-INF/maven/org.webjars.npm/uplot/pom.properties";

  /** In the order in which they build on each other. */
  private static final List<String> OWN =
      List.of("numbers.js", "figures.js", "curves.js", "charts.js", "images.js", "main.js");

  private static final PageAssets ASSETS = new PageAssets();

  private final List<String> scripts;
  private final String hashes;
  private final String chartStyle;
  private final String chartLicence;

  private PageAssets() {
    String uplot = "/META-INF/resources/webjars/uplot/" + version() + "/";
    scripts = List.of(read(uplot + "dist/uPlot.iife.min.js"), own());
    hashes = scripts.stream().map(PageAssets::hash).collect(Collectors.joining(" "));
    chartStyle = read(uplot + "dist/uPlot.min.css");
    chartLicence = read(uplot + "LICENSE");
  }

  static PageAssets get() {
    return ASSETS;
  }

  /** The scripts, to stand in script elements as they are. */
  List<String> scripts() {
    return scripts;
  }

  /** Their digests as {@code script-src} of a Content-Security-Policy names them. */
  String hashes() {
    return hashes;
  }

  /** Style sheet of the charts. */
  String chartStyle() {
    return chartStyle;
  }

  /** Licence of the chart library, which asks to be kept beside it. */
  String chartLicence() {
    return chartLicence;
  }

  /** Our scripts are one: what they define is theirs alone. */
  private static String own() {
    return Stream.concat(Stream.of("'use strict';"), OWN.stream().map(name -> read("page/" + name)))
        .collect(Collectors.joining("\n", "(() => {\n", "})();\n"));
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = PageAssets.class.getClassLoader().getResourceAsStream(WEBJAR)) {
      properties.load(Objects.requireNonNull(in, WEBJAR));
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With line ends as a browser sees them, since their digest counts. */
  private static String read(String resource) {
    try (InputStream in = PageAssets.class.getResourceAsStream(resource)) {
      String text =
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
      if (text.contains("</script") || text.contains("<!--")) {
        throw new IllegalStateException(resource + " would end its script element");
      }
      return text.replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
