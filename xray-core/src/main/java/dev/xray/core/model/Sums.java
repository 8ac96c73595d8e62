package dev.xray.core.model;

import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code SHA256SUMS}, as {@code sha256sum -c} reads it. */
final class Sums {
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

  private Sums() {}

  /** The file for these entries, sorted by name. */
  static byte[] write(SortedMap<String, byte[]> entries) {
    StringBuilder lines = new StringBuilder();
    entries.forEach(
        (name, bytes) -> lines.append(Hashes.sha256(bytes)).append("  ").append(name).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Checks entries against their sums.
   *
   * @param entries name to content, {@code SHA256SUMS} among them
   * @throws XrayException if an entry is missing, surplus or changed; reads on after the bundle's
   *     name
   */
  static void verify(Map<String, byte[]> entries) throws XrayException {
    byte[] file = entries.get(BundleLayout.SUMS);
    if (file == null) {
      throw new XrayException("has no " + BundleLayout.SUMS);
    }
    Map<String, String> sums = parse(file);
    for (Map.Entry<String, String> sum : sums.entrySet()) {
      byte[] content = entries.get(sum.getKey());
      if (content == null) {
        throw new XrayException("lacks " + sum.getKey());
      }
      if (!Hashes.sha256(content).equals(sum.getValue())) {
        throw new XrayException("has a changed " + sum.getKey());
      }
    }
    for (String name : entries.keySet()) {
      if (!sums.containsKey(name) && !name.equals(BundleLayout.SUMS)) {
        throw new XrayException("has a surplus file " + name);
      }
    }
  }

  /** Name to sum. */
  static SortedMap<String, String> parse(byte[] file) throws XrayException {
    SortedMap<String, String> sums = new TreeMap<>();
    for (String line : new String(file, StandardCharsets.UTF_8).split("\n")) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches() || sums.put(matcher.group(2), matcher.group(1)) != null) {
        throw new XrayException("has a damaged " + BundleLayout.SUMS);
      }
    }
    return sums;
  }
}
