package dev.xray.maven;

import dev.xray.core.XrayException;
import dev.xray.core.dataset.fetch.FetchSettings;
import dev.xray.core.dataset.fetch.FetchSpec;
import dev.xray.core.dataset.fetch.Fetcher;
import dev.xray.core.dataset.fetch.LockFile;
import dev.xray.core.dataset.fetch.Origin;
import dev.xray.maven.progress.FetchProgress;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of the goals that need collections of images, and their fetching. It happens in
 * Maven's own JVM, which has the proxies and passwords; they go no further.
 */
abstract class AbstractFetchMojo extends AbstractXrayMojo {
  /**
   * CollectionSpecs to bring to this machine, once: each {@code <collection>} has one of {@code
   * <git>} (a URL, with {@code <commit>} or {@code <tag>}, and perhaps {@code <folders>}), {@code
   * <kaggle>} (owner/dataset, with {@code <version>}), {@code <url>} (with {@code <sha256>}),
   * {@code <artifact>} (Maven coordinates) and {@code <path>} (a folder or archive), and may have
   * {@code <name>} and {@code <server>} (an id of settings.xml, for user and password). A {@code
   * <source>} names it as its {@code <collection>}.
   */
  @Parameter private List<CollectionParameter> fetch = List.of();

  /**
   * Where collections are kept, for all projects together; by default {@code xray-data} beside the
   * local repository, such as {@code ~/.m2/xray-data}.
   */
  @Parameter(property = "xray.fetchDirectory")
  @Nullable
  private File fetchDirectory;

  /**
   * Whether another content than that of {@code xray.lock.json} is accepted, and written to it.
   * Asks anew for what has neither commit, version nor digest.
   */
  @Parameter(property = "xray.updateLock", defaultValue = "false")
  private boolean updateLock;

  /** Seconds after which a server that does not answer, or sends nothing more, is given up. */
  @Parameter(property = "xray.fetchTimeout", defaultValue = "60")
  private int fetchTimeout = 60;

  /** Address of Kaggle's API, for those who reach it by a mirror. */
  @Parameter(property = "xray.kaggleUrl", defaultValue = "https://www.kaggle.com/api/v1")
  private String kaggleUrl = Origin.Kaggle.API.toString();

  // A field, so that not every goal has to hand it on.
  @Inject private RepositorySystem repositories;

  /** Whether there is anything to fetch. */
  boolean fetches() {
    return !fetch.isEmpty();
  }

  /**
   * Folders of the collections by name; fetches what is not there yet.
   *
   * @throws XrayException if one cannot be had, or is not what the lock file says
   */
  Map<String, Path> fetched() throws XrayException, IOException, InterruptedException {
    if (!fetches()) {
      return Map.of();
    }
    ServerSettings servers = new ServerSettings(session().getRepositorySession());
    FetchSettings settings =
        new FetchSettings(
            fetchFolder(),
            pom().map(pom -> directory().resolve(LockFile.NAME)),
            updateLock,
            session().isOffline(),
            Duration.ofSeconds(fetchTimeout),
            servers);
    settings.validate();
    List<FetchSpec> specs =
        new CollectionSpecs(this, repositories, servers, kaggleUrl()).specs("fetch", fetch);
    try (FetchProgress progress = FetchProgress.of(getLog(), terminal())) {
      return new Fetcher(settings, progress).fetch(specs);
    }
  }

  private URI kaggleUrl() throws XrayException {
    return CollectionSpecs.url("kaggleUrl", kaggleUrl);
  }

  private Path fetchFolder() {
    return Optional.ofNullable(fetchDirectory)
        .map(File::toPath)
        .orElseGet(() -> besideLocalRepository("xray-data"));
  }
}
