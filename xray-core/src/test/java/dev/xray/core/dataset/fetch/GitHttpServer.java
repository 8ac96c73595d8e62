package dev.xray.core.dataset.fetch;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.UploadPack;

/** JGit's own server: smart HTTP over Jetty, with the limits that a repository's config sets. */
final class GitHttpServer implements AutoCloseable {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final AtomicInteger requests = new AtomicInteger();

  /** From which request for objects on the server answers with a fault; 0: never. */
  volatile int failsFrom;

  /** The only value of the header {@code Authorization} that is let in; empty: everybody. */
  volatile String wanted = "";

  /** Where all requests are sent instead; empty: nowhere. */
  volatile String redirect = "";

  /** Whether only what branches and tags name may be asked for, as of old. */
  volatile boolean strict;

  /** The only value of the header {@code Proxy-Authorization} that is let in; empty: everybody. */
  volatile String wantedOfProxy = "";

  /** Which server was asked for last: another than this one, where this one plays a proxy. */
  volatile String askedFor = "";

  /** The last header {@code Authorization}. */
  volatile String heard = "";

  GitHttpServer(Repository repository) throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    GitServlet servlet = new GitServlet();
    servlet.setRepositoryResolver(
        (request, name) -> {
          repository.incrementOpen();
          return repository;
        });
    servlet.setUploadPackFactory(
        (request, opened) -> {
          UploadPack pack = new UploadPack(opened);
          pack.setRequestPolicy(UploadPack.RequestPolicy.ANY);
          if (strict) {
            pack.setRequestValidator(
                (asked, wants) -> {
                  throw new PackProtocolException("not our ref");
                });
          }
          return pack;
        });
    ServletContextHandler context = new ServletContextHandler();
    context.addFilter(
        new FilterHolder(new Gate()), "/*", EnumSet.of(jakarta.servlet.DispatcherType.REQUEST));
    context.addServlet(new ServletHolder(servlet), "/*");
    server.setHandler(context);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + connector.getLocalPort() + "/covid.git";
  }

  /** How often objects were asked for. */
  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Gate implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      HttpServletRequest http = (HttpServletRequest) request;
      HttpServletResponse answer = (HttpServletResponse) response;
      String authorization = http.getHeader("Authorization");
      heard = authorization == null ? "" : authorization;
      askedFor = http.getServerName();
      if (!wantedOfProxy.isEmpty()
          && !wantedOfProxy.equals(http.getHeader("Proxy-Authorization"))) {
        answer.setHeader("Proxy-Authenticate", "Basic realm=\"proxy\"");
        answer.sendError(407);
      } else if (!redirect.isEmpty()) {
        answer.setStatus(302);
        answer.setHeader("Location", redirect + http.getRequestURI() + "?" + http.getQueryString());
      } else if (!wanted.isEmpty() && !wanted.equals(authorization)) {
        answer.setHeader("WWW-Authenticate", "Basic realm=\"git\"");
        answer.sendError(401);
      } else if (http.getMethod().equals("POST")
          && requests.incrementAndGet() >= failsFrom
          && failsFrom > 0) {
        answer.sendError(500);
      } else {
        chain.doFilter(request, response);
      }
    }
  }
}
