package dev.xray.core.dataset.fetch;

import dev.xray.core.XrayException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/**
 * The server of a git repository, asked through JGit.
 *
 * @param name of the collection, for messages
 * @param git its address and credentials
 */
record GitServer(String name, Origin.Git git, FetchSettings settings, FetchListener listener) {
  /** A bare repository to fetch into, made if it is not there. */
  Repository open(Path folder) throws IOException {
    Repository repository =
        new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
    if (!Files.exists(folder.resolve(Constants.HEAD))) {
      repository.create(true);
    }
    // It is removed soon; a collection of garbage in the background would get in the way.
    repository.getConfig().setInt("gc", null, "auto", 0);
    repository.getConfig().setInt("gc", null, "autopacklimit", 0);
    repository.getConfig().setBoolean("gc", null, "autodetach", false);
    return repository;
  }

  /** The commits of all tags. */
  Map<String, ObjectId> tags() throws XrayException {
    Map<String, ObjectId> tags = new TreeMap<>();
    try (Transport transport = configured(Transport.open(new URIish(git.url())));
        FetchConnection connection = transport.openFetch()) {
      for (Ref ref : connection.getRefs()) {
        if (ref.getName().startsWith(Constants.R_TAGS)) {
          ObjectId peeled = ref.getPeeledObjectId();
          tags.put(
              ref.getName().substring(Constants.R_TAGS.length()),
              peeled == null ? ref.getObjectId() : peeled);
        }
      }
    } catch (URISyntaxException | NotSupportedException | TransportException e) {
      throw failure(e);
    }
    return tags;
  }

  /**
   * Fetches a commit with its folders: without history and files from a server that can do so, with
   * the files from one that cannot.
   */
  void fetchCommit(Repository repository, ObjectId commit) throws IOException, XrayException {
    List<RefSpec> alone = List.of(new RefSpec(commit.name()));
    if (fetch(repository, alone, 1, FilterSpec.fromFilterLine("blob:none")).isPresent()) {
      fetchWhole(repository, commit);
    }
  }

  /**
   * Fetches a commit with its folders and files: without history, or with everything from a server
   * that shows no single commits.
   */
  void fetchWhole(Repository repository, ObjectId commit) throws IOException, XrayException {
    List<RefSpec> alone = List.of(new RefSpec(commit.name()));
    Optional<TransportException> refusal = fetch(repository, alone, 1, FilterSpec.NO_FILTER);
    if (refusal.isPresent()) {
      listener.info(
          name + ": the server shows no single commit; fetching the whole history instead.");
      List<RefSpec> all =
          List.of(
              new RefSpec("+refs/heads/*:refs/heads/*"), new RefSpec("+refs/tags/*:refs/tags/*"));
      refusal = fetch(repository, all, 0, FilterSpec.NO_FILTER);
    }
    if (refusal.isPresent()) {
      throw failure(refusal.get());
    }
    if (!repository.getObjectDatabase().has(commit)) {
      throw new XrayException(
          name + ": there is no commit " + commit.name() + " in " + git.url() + ".");
    }
  }

  /**
   * Fetches files by their ids.
   *
   * @return what the server has against it; empty if it went well
   */
  Optional<XrayException> fetchFiles(Repository repository, List<ObjectId> files)
      throws XrayException {
    List<RefSpec> specs = files.stream().map(id -> new RefSpec(id.name())).toList();
    return fetch(repository, specs, 0, FilterSpec.NO_FILTER).map(this::failure);
  }

  /**
   * Fetches, without keeping references, so that no later request says that we have what we have
   * not.
   *
   * @param depth commits of history; 0: all
   * @return what the server has against it; empty if it went well
   * @throws XrayException if asking for something else cannot help
   */
  private Optional<TransportException> fetch(
      Repository repository, List<RefSpec> specs, int depth, FilterSpec filter)
      throws XrayException {
    try (Transport transport = configured(Transport.open(repository, new URIish(git.url())))) {
      transport.setTagOpt(TagOpt.NO_TAGS);
      // Objects are left out on purpose; which are needed is looked at by the caller.
      transport.setCheckFetchedObjects(false);
      transport.setFilterSpec(filter);
      if (depth > 0) {
        transport.setDepth(depth);
      }
      transport.fetch(NullProgressMonitor.INSTANCE, specs);
      return Optional.empty();
    } catch (TransportException e) {
      if (isFinal(e)) {
        throw failure(e);
      }
      return Optional.of(e);
    } catch (URISyntaxException | NotSupportedException e) {
      throw failure(e);
    }
  }

  private Transport configured(Transport transport) {
    transport.setTimeout((int) Math.min(Integer.MAX_VALUE / 1000, settings.timeout().toSeconds()));
    git.credentials()
        .ifPresent(
            secret ->
                transport.setCredentialsProvider(
                    new GitCredentials(URI.create(git.url()), secret)));
    if (transport instanceof TransportHttp http) {
      http.setHttpConnectionFactory(new ProxiedConnections(settings.proxies()));
    }
    return transport;
  }

  /** Whether the server was not reached, or does not want us, whatever we ask for. */
  private static boolean isFinal(TransportException e) {
    return e instanceof NoRemoteRepositoryException
        || isUnreachable(e)
        || isUnauthorized(e)
        || isRefusedByProxy(e);
  }

  private static boolean isUnreachable(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnauthorized(Throwable e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("not authorized")
        || message.contains("authentication is required")
        || message.contains("not permitted");
  }

  /** By the status with which JGit ends its message. */
  private static boolean isRefusedByProxy(Throwable e) {
    return String.valueOf(e.getMessage()).contains(": 407");
  }

  private XrayException failure(Exception e) {
    String why;
    if (isUnreachable(e)) {
      why = "its server cannot be reached. Check the URL, the network, and Maven's proxies";
    } else if (isRefusedByProxy(e)) {
      why =
          "the proxy on the way wants credentials, or others (407): give them in the <proxy> of"
              + " Maven's settings.xml";
    } else if (isUnauthorized(e)) {
      why =
          git.credentials()
              .map(secret -> "its server does not accept the " + secret)
              .orElse(
                  "its server wants to know who asks, or there is no such repository: name a"
                      + " <server> of Maven's settings.xml by <server> in the <collection>");
    } else if (e instanceof NoRemoteRepositoryException) {
      why = "there is no such repository";
    } else {
      String said = String.valueOf(e.getMessage());
      why = git.credentials().map(secret -> secret.hiddenIn(said)).orElse(said);
    }
    return new XrayException(name + " cannot be fetched from " + git.url() + ": " + why + ".", e);
  }
}
