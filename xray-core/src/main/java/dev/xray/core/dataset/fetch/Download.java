package dev.xray.core.dataset.fetch;

import dev.xray.core.XrayException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Downloads one file. What has come stays on the disk, and where the connection breaks, or the
 * build, the rest is asked for ({@code Range}), on condition that the file is still the same
 * ({@code If-Range}).
 *
 * @param what the name of the collection, for messages
 * @param url to ask; the redirects are followed anew each time, since signed addresses expire
 * @param credentials for the server of {@code url}
 * @param sha256 of the file, if it is known
 * @param refusal words a refusal
 */
record Download(
    String what,
    URI url,
    Optional<Credentials> credentials,
    Optional<String> sha256,
    Refusal refusal) {
  private static final int BUFFER = 1 << 16;
  private static final int MOST_FRUITLESS = 4;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
  private static final Set<Integer> BUSY = Set.of(429, 503);
  private static final Set<Integer> PASSING = Set.of(408, 500, 502, 504);
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

  /** How long to wait before asking again; in tests, shorter. */
  record Pauses(Duration first) {
    static final Pauses USUAL = new Pauses(Duration.ofSeconds(1));

    void before(int attempt) throws InterruptedException {
      Thread.sleep(first.toMillis() << Math.min(attempt, 5));
    }
  }

  /**
   * Downloads the file, or what is missing of it.
   *
   * @param file where to; complete when this returns, and never taken for complete before
   * @throws XrayException if it cannot be had; what has come is kept, unless it is wrong
   */
  void to(Path file, Http http, Pauses pauses, FetchListener listener)
      throws IOException, XrayException, InterruptedException {
    Partial partial = Partial.of(file);
    int fruitless = 0;
    long farthest = partial.size();
    while (!partial.isComplete()) {
      try {
        attempt(partial, http, listener);
      } catch (ConnectionLost e) {
        fruitless = partial.size() > farthest ? 0 : fruitless + 1;
        farthest = Math.max(farthest, partial.size());
        if (fruitless >= MOST_FRUITLESS) {
          throw lost(partial, e);
        }
        listener.info(
            what
                + ": "
                + e.getMessage()
                + (partial.size() > 0 ? " after " + Sizes.words(partial.size()) : "")
                + "; trying again.");
        pauses.before(fruitless);
      }
    }
    verify(partial);
  }

  private XrayException lost(Partial partial, ConnectionLost e) throws IOException {
    return new XrayException(
        what
            + " cannot be downloaded: "
            + e.getMessage()
            + ". "
            + (partial.size() > 0
                ? "The first "
                    + Sizes.words(partial.size())
                    + " are kept: the next build goes on"
                    + " from there."
                : "Check the address, the network, and the proxies of Maven's settings.xml."),
        e);
  }

  private void verify(Partial partial) throws IOException, XrayException {
    if (sha256.isEmpty()) {
      return;
    }
    String found = Listing.sha256(partial.file());
    if (!found.equals(sha256.get())) {
      partial.forget();
      throw new XrayException(
          what
              + " has the SHA-256 "
              + found
              + ", but the POM says "
              + sha256.get()
              + ": the file was changed or replaced. It was removed. If the new one is what you"
              + " want, correct <sha256>.");
    }
  }

  private void attempt(Partial partial, Http http, FetchListener listener)
      throws IOException, XrayException, InterruptedException {
    Map<String, String> headers = new HashMap<>();
    // Otherwise the bytes, and their number, are those of another file.
    headers.put("Accept-Encoding", "identity");
    Optional<String> validator = partial.state().validator();
    long size = partial.size();
    if (size > 0 && validator.isPresent()) {
      headers.put("Range", "bytes=" + size + "-");
      headers.put("If-Range", validator.get());
    }
    try (Answer answer = http.get(url, headers, credentials)) {
      switch (answer.status()) {
        case 200 -> all(partial, answer, listener);
        case 206 -> rest(partial, answer, listener);
        // There is nothing after what we have: it is of another file.
        case 416 -> throw startAnew(partial, "the server's file is another now");
        default -> refused(answer);
      }
    }
  }

  private void all(Partial partial, Answer answer, FetchListener listener)
      throws IOException, XrayException {
    if (!answer.isFramed() && sha256.isEmpty()) {
      throw new XrayException(
          answer.host()
              + " does not say how long the file of "
              + what
              + " is, so that nobody could tell whether all of it came: give its <sha256>.");
    }
    Optional<Long> length = answer.length().stream().boxed().findFirst();
    partial.begin(validator(answer), length);
    copy(partial, answer, length, listener);
  }

  private void rest(Partial partial, Answer answer, FetchListener listener)
      throws IOException, XrayException {
    Partial.State state = partial.state();
    Matcher range = CONTENT_RANGE.matcher(answer.header("Content-Range").orElse(""));
    // A server may ignore If-Range: what it sends is then of another file.
    boolean same = validator(answer).equals(state.validator());
    if (!same || !range.matches() || Long.parseLong(range.group(1)) != partial.size()) {
      throw startAnew(partial, "the server sent another part than the one asked for");
    }
    Optional<Long> length =
        range.group(3).equals("*") ? state.length() : Optional.of(Long.parseLong(range.group(3)));
    if (state.length().isPresent() && !Objects.equals(state.length(), length)) {
      throw startAnew(partial, "the server's file has another length now");
    }
    copy(partial, answer, length, listener);
  }

  private void copy(Partial partial, Answer answer, Optional<Long> length, FetchListener listener)
      throws IOException {
    long done = partial.size();
    byte[] buffer = new byte[BUFFER];
    try (FileChannel out =
        FileChannel.open(partial.file(), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      for (int n = answer.body().read(buffer); n >= 0; n = answer.body().read(buffer)) {
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        done += n;
        listener.progress(what, done, length.orElse(-1L), "bytes");
      }
      // What is called complete must be so after a power failure too.
      out.force(true);
    }
    if (length.isPresent() && done != length.get()) {
      throw done < length.get()
          ? new ConnectionLost("the connection ended early")
          : startAnew(partial, "the server sent more than it said");
    }
    partial.complete();
  }

  private static ConnectionLost startAnew(Partial partial, String why) throws IOException {
    partial.forget();
    return new ConnectionLost(why);
  }

  /** A weak ETag promises no equal bytes. */
  private static Optional<String> validator(Answer answer) {
    return answer
        .header("ETag")
        .filter(tag -> tag.startsWith("\""))
        .or(() -> answer.header("Last-Modified"));
  }

  private void refused(Answer answer) throws IOException, XrayException, InterruptedException {
    Optional<String> said = Said.in(answer.body(), credentials);
    if (BUSY.contains(answer.status())) {
      Optional<Duration> wait = retryAfter(answer);
      if (wait.isPresent() && wait.get().compareTo(LONGEST_WAIT) <= 0) {
        Thread.sleep(Math.max(0, wait.get().toMillis()));
        throw new ConnectionLost(
            answer.host()
                + " asked to wait "
                + wait.get().toSeconds()
                + " s ("
                + answer.status()
                + ")");
      }
      throw new XrayException(
          answer.host()
              + (answer.status() == 429
                  ? " has had too many requests (429)"
                  : " is not available (503)")
              + wait.map(time -> " and asks to wait " + words(time)).orElse("")
              + ": fetch "
              + what
              + " again later; what has come is kept."
              + said.map(words -> " It says: " + words).orElse(""));
    }
    if (answer.status() == 407) {
      throw new XrayException(
          "The proxy on the way to "
              + answer.host()
              + " wants credentials (407): give them in the <proxy> of Maven's settings.xml. For"
              + " https, Java sends them only with"
              + " MAVEN_OPTS=-Djdk.http.auth.tunneling.disabledSchemes=");
    }
    if (PASSING.contains(answer.status())) {
      throw new ConnectionLost(answer.host() + " has a fault of its own (" + answer.status() + ")");
    }
    throw refusal.of(answer.status(), answer.host(), answer.redirected(), said);
  }

  private static String words(Duration time) {
    return time.toSeconds() < 120 ? time.toSeconds() + " s" : time.toMinutes() + " minutes";
  }

  /** Seconds, or a date (RFC 9110, 10.2.3). */
  private static Optional<Duration> retryAfter(Answer answer) {
    Optional<String> header = answer.header("Retry-After").map(String::trim);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    if (header.get().matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(header.get())));
    }
    try {
      ZonedDateTime until = ZonedDateTime.parse(header.get(), DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(ZonedDateTime.now(until.getZone()), until));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
