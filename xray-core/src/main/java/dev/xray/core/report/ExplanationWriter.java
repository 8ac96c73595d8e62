package dev.xray.core.report;

import com.samskivert.mustache.Template;
import dev.xray.core.AtomicFiles;
import dev.xray.core.Json;
import dev.xray.core.XrayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes explanations: {@code overlays/}, {@code explain.html} and, last, {@code
 * explanations.json}. They name files and show pictures: they stay where they were made. The same
 * data give the same bytes on the same machine; the font of the drawings is the machine's.
 */
public final class ExplanationWriter {
  private static final Template PAGE = Templates.html("explain.mustache");
  private static final String OVERLAYS = "overlays";

  private ExplanationWriter() {}

  /**
   * What was written.
   *
   * @param json {@code explanations.json}
   * @param page {@code explain.html}
   * @param overlays one picture an image, in the order of the images
   */
  public record Written(Path json, Path page, List<Path> overlays) {}

  /**
   * Writes everything; pictures of an earlier run are removed.
   *
   * @param folder made if it does not exist
   * @throws XrayException if this machine has no font, see {@link Drawing}
   */
  public static Written write(ExplanationData data, Path folder) throws IOException, XrayException {
    Drawing.check();
    Map<String, byte[]> overlays = new TreeMap<>();
    for (int i = 0; i < data.images().size(); i++) {
      overlays.put(overlay(i, data), OverlayPicture.of(data.images().get(i), data));
    }
    List<String> names = List.copyOf(overlays.keySet());
    ExplanationsDocument document = ExplanationsDocument.of(data, names);
    byte[] page = text(PAGE.execute(new ExplanationPage(data, document)));
    Path json = folder.resolve("explanations.json");
    Path html = folder.resolve("explain.html");
    clear(folder);
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, byte[]> overlay : overlays.entrySet()) {
      Path file = folder.resolve(overlay.getKey());
      AtomicFiles.write(file, overlay.getValue());
      written.add(file);
    }
    AtomicFiles.write(html, page);
    AtomicFiles.write(json, text(Json.text(document)));
    return new Written(json, html, written);
  }

  /** Removes what {@link #write} leaves in a folder and nothing else. */
  public static void clear(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve("explanations.json"));
    Files.deleteIfExists(folder.resolve("explain.html"));
    Path overlays = folder.resolve(OVERLAYS);
    if (Files.isDirectory(overlays)) {
      try (Stream<Path> files = Files.list(overlays)) {
        for (Path file : files.filter(each -> each.toString().endsWith(".png")).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Numbered, so that they stand in the order of the page and two of one name do not collide. */
  private static String overlay(int index, ExplanationData data) {
    String file = data.images().get(index).file().replace('\\', '/');
    String stem = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.[^.]+$", "");
    return String.format(Locale.ROOT, "%s/%04d-%s.png", OVERLAYS, index + 1, FileNames.safe(stem));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
