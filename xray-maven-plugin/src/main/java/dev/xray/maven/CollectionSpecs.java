package dev.xray.maven;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.fetch.Credentials;
import dev.xray.core.dataset.fetch.FetchSpec;
import dev.xray.core.dataset.fetch.KaggleCredentials;
import dev.xray.core.dataset.fetch.Origin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.jspecify.annotations.Nullable;

/**
 * What {@code <fetch>} means: each {@code <collection>} with its credentials, and with the file of
 * a Maven artifact.
 *
 * @param mojo the goal
 * @param repositories Maven's, for artifacts
 * @param servers users and passwords
 * @param kaggle address of Kaggle's API
 */
record CollectionSpecs(
    AbstractXrayMojo mojo, RepositorySystem repositories, ServerSettings servers, URI kaggle) {
  /** Id of the server that need not be named. */
  private static final String KAGGLE = "kaggle";

  /** An element that is there, and the elements it belongs to. */
  private record Part(String element, @Nullable Object value, Set<String> belongsTo) {}

  /**
   * All collections, checked.
   *
   * @param setting dotted name of the list
   * @throws XrayException if one cannot be used, or an artifact is not there
   */
  List<FetchSpec> specs(String setting, List<CollectionParameter> collections)
      throws XrayException, IOException {
    List<FetchSpec> specs = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < collections.size(); i++) {
      FetchSpec spec = spec(setting + "[" + i + "]", collections.get(i));
      if (!names.add(spec.name())) {
        throw new SettingException(
            setting + "[" + i + "].name",
            "is '" + spec.name() + "', as of another one: give each a <name> of its own.");
      }
      specs.add(spec);
    }
    return specs;
  }

  private FetchSpec spec(String setting, CollectionParameter told)
      throws XrayException, IOException {
    String kind = kind(setting, told);
    checkParts(setting, kind, told);
    FetchSpec spec =
        switch (kind) {
          case "git" -> named(told, lastPart(String.valueOf(told.git)), git(setting, told));
          case "kaggle" ->
              named(told, lastPart(String.valueOf(told.kaggle)), kaggle(setting, told));
          case "url" -> named(told, lastPart(String.valueOf(told.url)), web(setting, told));
          case "artifact" ->
              named(told, coordinates(setting, told).getArtifactId(), artifact(setting, told));
          default -> named(told, lastPart(String.valueOf(told.path)), local(told));
        };
    spec.validate(setting);
    return spec;
  }

  private static String kind(String setting, CollectionParameter told) throws SettingException {
    Map<String, Object> kinds = new LinkedHashMap<>();
    put(kinds, "git", told.git);
    put(kinds, "kaggle", told.kaggle);
    put(kinds, "url", told.url);
    put(kinds, "artifact", told.artifact);
    put(kinds, "path", told.path);
    if (kinds.size() != 1) {
      throw new SettingException(
          setting,
          (kinds.isEmpty()
                  ? "does not say where it comes from"
                  : "comes from several places, " + String.join(" and ", kinds.keySet()))
              + ": write one of <git>, <kaggle>, <url>, <artifact> and <path>.");
    }
    return kinds.keySet().iterator().next();
  }

  private static void put(Map<String, Object> kinds, String kind, @Nullable String value) {
    if (value != null) {
      kinds.put(kind, value);
    }
  }

  /** What says something about another kind of place would silently do nothing. */
  private static void checkParts(String setting, String kind, CollectionParameter told)
      throws SettingException {
    List<Part> parts =
        List.of(
            new Part("commit", told.commit, Set.of("git")),
            new Part("tag", told.tag, Set.of("git")),
            new Part("folders", told.folders, Set.of("git")),
            new Part("version", told.version, Set.of("kaggle")),
            new Part("sha256", told.sha256, Set.of("url", "artifact", "path")),
            new Part("server", told.server, Set.of("git", "kaggle", "url")));
    for (Part part : parts) {
      if (part.value() != null && !part.belongsTo().contains(kind)) {
        throw new SettingException(
            setting + "." + part.element(), "says nothing about <" + kind + ">: remove it.");
      }
    }
  }

  private static FetchSpec named(CollectionParameter told, String byDefault, Origin origin) {
    return new FetchSpec(told.name == null ? byDefault : told.name.trim(), origin);
  }

  /** The last segment, without the suffixes of archives and repositories. */
  private static String lastPart(String place) {
    String path = place.trim().replaceAll("[?#].*", "").replaceAll("[/\\\\]+$", "");
    String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    return last.replaceFirst("(?i)\\.(git|zip|tar|tgz|tar\\.gz)$", "");
  }

  private Origin git(String setting, CollectionParameter told) throws SettingException {
    return new Origin.Git(
        String.valueOf(told.git).trim(),
        Optional.ofNullable(told.commit).map(String::trim),
        Optional.ofNullable(told.tag).map(String::trim),
        told.folders == null ? List.of() : List.copyOf(told.folders),
        credentials(setting, told));
  }

  private Origin kaggle(String setting, CollectionParameter told)
      throws XrayException, IOException {
    String[] slug = String.valueOf(told.kaggle).trim().split("/", 2);
    if (slug.length != 2) {
      throw new SettingException(
          setting + ".kaggle",
          "is '"
              + told.kaggle
              + "', but must be owner/dataset as in the address of its page, such as"
              + " paultimothymooney/chest-xray-pneumonia.");
    }
    if (told.version == null) {
      throw new SettingException(
          setting + ".version",
          "is missing: name the version of the data set, which its page shows, so that every build"
              + " has the same data.");
    }
    return new Origin.Kaggle(slug[0], slug[1], told.version, kaggle, token(setting, told));
  }

  /** Of the server that is named, or has the id {@code kaggle}; or where Kaggle's tools look. */
  private Optional<Credentials> token(String setting, CollectionParameter told)
      throws XrayException, IOException {
    if (told.server != null) {
      return credentials(setting, told);
    }
    Optional<Credentials> own = servers.find(setting + ".server", KAGGLE);
    return own.isPresent()
        ? own
        : KaggleCredentials.find(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  private Origin web(String setting, CollectionParameter told) throws SettingException {
    return new Origin.Web(
        url(setting + ".url", String.valueOf(told.url).trim()),
        Optional.ofNullable(told.sha256).map(String::trim),
        credentials(setting, told));
  }

  private Origin local(CollectionParameter told) {
    return new Origin.Local(
        mojo.directory().resolve(String.valueOf(told.path).trim()).normalize(),
        Optional.ofNullable(told.sha256).map(String::trim));
  }

  private Origin artifact(String setting, CollectionParameter told) throws SettingException {
    Artifacts artifacts = new Artifacts(repositories, mojo, setting + ".artifact");
    Artifact wanted = artifacts.pinned(coordinates(setting, told));
    return new Origin.Local(
        artifacts.first(String.valueOf(told.artifact).trim(), List.of(wanted)).file(),
        Optional.ofNullable(told.sha256).map(String::trim));
  }

  private static Artifact coordinates(String setting, CollectionParameter told)
      throws SettingException {
    String text = String.valueOf(told.artifact).trim();
    if (!ModelResolver.COORDINATES.matcher(text).matches()) {
      throw new SettingException(
          setting + ".artifact",
          "is '"
              + text
              + "', but must be groupId:artifactId:version, or with a type"
              + " groupId:artifactId:zip:version.");
    }
    return new DefaultArtifact(text);
  }

  private Optional<Credentials> credentials(String setting, CollectionParameter told)
      throws SettingException {
    if (told.server == null) {
      return Optional.empty();
    }
    String id = told.server.trim();
    Optional<Credentials> found = servers.find(setting + ".server", id);
    if (found.isEmpty()) {
      throw new SettingException(
          setting + ".server",
          "is '" + id + "', but Maven's settings.xml has no <server> with that id and a password.");
    }
    return found;
  }

  static URI url(String setting, String text) throws SettingException {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new SettingException(setting, "is '" + text + "', which is no URL.");
    }
  }
}
