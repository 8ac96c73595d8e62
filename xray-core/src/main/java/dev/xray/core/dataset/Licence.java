package dev.xray.core.dataset;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A licence in one spelling. No legal advice: it says what a licence is known to allow by its name.
 *
 * @param id its identifier on the SPDX licence list, such as {@code CC-BY-NC-SA-4.0}; without a
 *     version where none is written; a text that is not recognised as it stands, on one line; or
 *     {@value #UNKNOWN}
 * @param use what it allows
 */
public record Licence(String id, Use use) {
  /** How an image without a licence is named, also in the setting that accepts it. */
  public static final String UNKNOWN = "unknown";

  /** No licence is given. */
  static final Licence NONE = new Licence(UNKNOWN, Use.UNKNOWN);

  /** What a licence allows. */
  public enum Use {
    /** Any use, altered copies included, also commercially. */
    OPEN("open"),
    /** Any use, but no altered copies: a reduced picture is one. */
    NO_DERIVATIVES("no altered copies"),
    /** No commercial use. */
    NON_COMMERCIAL("non-commercial"),
    /** A licence is given, but xray does not know it. */
    UNRECOGNISED("not recognised"),
    /** No licence is given. */
    UNKNOWN("unknown");

    private final String text;

    Use(String text) {
      this.text = text;
    }

    /** For readers and for JSON. */
    @JsonValue
    public String text() {
      return text;
    }
  }

  private static final Pattern CREATIVE_COMMONS =
      Pattern.compile(
          "(?:cc )?by((?: (?:nc|nd|sa))*)(?: v?(\\d(?:\\.\\d)?))?"
              + "( igo)?(?: (?:international|unported|generic|deed))?(?: public)?");

  private static final Pattern ZERO =
      Pattern.compile(
          "(?:cc )?(?:cc ?)?(?:0|zero)(?: v?1\\.0)?(?: universal)?(?: public domain(?: dedication)?)?");

  /** What people write for SPDX identifiers, Creative Commons apart; all of them are open. */
  private static final List<Known> OTHERS =
      List.of(
          new Known("(?:cc )?(?:pdm|public domain mark)(?: 1\\.0)?", "CC-PDM-1.0"),
          new Known("public domain|pd", "public domain"),
          new Known("pddl(?: v?1\\.0)?", "PDDL-1.0"),
          new Known("odc by(?: v?1\\.0)?", "ODC-By-1.0"),
          new Known("cdla permissive(?: v?1\\.0)?", "CDLA-Permissive-1.0"),
          new Known("cdla permissive v?2\\.0", "CDLA-Permissive-2.0"),
          new Known("apache(?: (?:version )?v?2(?:\\.0)?)?", "Apache-2.0"),
          new Known("mit", "MIT"));

  private static final Pattern NOTHING =
      Pattern.compile("unknown|none|n/a|not (?:stated|given)|-+");

  private static final Pattern RESTRICTED =
      Pattern.compile(
          "\\bnc\\b|\\b(?:for )?(?:research|academic|educational|personal)(?: and \\w+)?"
              + "(?: use| purposes?)? only\\b");

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:https?://)?(?:www\\.)?creativecommons\\.org/(?:licenses|publicdomain)/"
              + "([a-z-]+)/(\\d\\.\\d)(?:/igo)?(?:/(?:deed|legalcode).*)?/?");

  /** As Kaggle writes it: {@code Attribution 4.0 International (CC BY 4.0)}. */
  private static final Pattern IN_BRACKETS = Pattern.compile(".*\\((cc[^)]*)\\)");

  private record Known(Pattern written, String id) {
    private Known(String written, String id) {
      this(Pattern.compile(written), id);
    }
  }

  /**
   * The licence of each image, in their order.
   *
   * @param images few of whose licences differ: each text is looked at once
   */
  public static List<Licence> of(Collection<LabeledImage> images) {
    Map<String, Licence> known = new HashMap<>();
    return images.stream()
        .map(
            image ->
                image.licence().map(text -> known.computeIfAbsent(text, Licence::of)).orElse(NONE))
        .toList();
  }

  /**
   * The licence that a text stands for.
   *
   * @param written a name, an SPDX identifier or an address of Creative Commons
   */
  public static Licence of(String written) {
    String line = oneLine(written);
    String simple = simple(line);
    if (line.isEmpty() || NOTHING.matcher(line.toLowerCase(Locale.ROOT)).matches()) {
      return NONE;
    }
    Optional<Licence> known = creativeCommons(simple);
    if (known.isPresent()) {
      return known.get();
    }
    return OTHERS.stream()
        .filter(other -> other.written().matcher(simple).matches())
        .findFirst()
        .map(other -> new Licence(other.id(), Use.OPEN))
        .orElseGet(() -> unrecognised(line, simple));
  }

  private static Licence unrecognised(String line, String simple) {
    return new Licence(
        line, RESTRICTED.matcher(simple).find() ? Use.NON_COMMERCIAL : Use.UNRECOGNISED);
  }

  private static Optional<Licence> creativeCommons(String simple) {
    if (ZERO.matcher(simple).matches()) {
      return Optional.of(new Licence("CC0-1.0", Use.OPEN));
    }
    Matcher matcher = CREATIVE_COMMONS.matcher(simple);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    // In the order in which SPDX has them: nc, nd, sa.
    TreeSet<String> parts = new TreeSet<>(List.of(matcher.group(1).strip().split(" ")));
    parts.remove("");
    if (parts.contains("nd") && parts.contains("sa")) {
      return Optional.empty();
    }
    StringBuilder id = new StringBuilder("CC-BY");
    parts.forEach(part -> id.append('-').append(part.toUpperCase(Locale.ROOT)));
    if (matcher.group(2) != null) {
      id.append('-').append(matcher.group(2)).append(matcher.group(2).length() == 1 ? ".0" : "");
    }
    if (matcher.group(3) != null) {
      id.append("-IGO");
    }
    return Optional.of(new Licence(id.toString(), use(parts)));
  }

  private static Use use(TreeSet<String> parts) {
    if (parts.contains("nc")) {
      return Use.NON_COMMERCIAL;
    }
    return parts.contains("nd") ? Use.NO_DERIVATIVES : Use.OPEN;
  }

  private static String oneLine(String written) {
    return written.strip().replaceAll("\\s+", " ");
  }

  /** Lower case, abbreviated, with blanks for hyphens and without what is said beside the name. */
  private static String simple(String line) {
    String text = line.toLowerCase(Locale.ROOT);
    Matcher address = ADDRESS.matcher(text);
    if (address.matches()) {
      String name = address.group(1).equals("mark") ? "pdm" : address.group(1);
      text = name + " " + address.group(2) + (text.contains("/igo") ? " igo" : "");
    }
    Matcher inBrackets = IN_BRACKETS.matcher(text);
    if (inBrackets.matches()) {
      text = inBrackets.group(1);
    }
    return text.replaceAll("non[- ]?commercial", "nc")
        .replaceAll("share[- ]?alike", "sa")
        .replaceAll("no[- ]?deriv(?:ative)?s?(?: works)?", "nd")
        .replace("creative commons", "cc")
        .replace("attribution", "by")
        .replaceAll("\\b(?:the|licen[cs]ed?|license)\\b", " ")
        .replaceAll("[-_:,]+", " ")
        .replaceAll("^ccby\\b", "cc by")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
