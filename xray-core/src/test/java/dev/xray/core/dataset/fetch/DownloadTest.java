package dev.xray.core.dataset.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that breaks off, changes its mind, and refuses. */
class DownloadTest {
  private static final int SIZE = 700_000;
  private static final int LOST = 100_000;
  private static final byte[] BYTES = bytes(1);
  private static final Download.Pauses SHORT = new Download.Pauses(Duration.ofMillis(1));

  @TempDir private Path folder;
  private FileServer server;
  private Http http;
  private final Heard heard = new Heard();

  @BeforeEach
  void start() throws Exception {
    server = new FileServer(BYTES);
    http = new Http(Duration.ofSeconds(20), Proxies.NONE);
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private static byte[] bytes(long seed) {
    byte[] bytes = new byte[SIZE];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private Path file() {
    return folder.resolve("download");
  }

  private Download download(Optional<String> sha256) {
    return new Download("lungs", server.url("/a.zip"), Optional.empty(), sha256, refusal());
  }

  private static Refusal refusal() {
    return (status, host, redirected, said) -> new XrayException("refused: " + status);
  }

  private void run() throws Exception {
    download(Optional.empty()).to(file(), http, SHORT, heard);
  }

  /** Ten points of the file, the first and the last byte among them. */
  static IntStream cuts() {
    return IntStream.concat(IntStream.of(1, SIZE - 1), new Random(20200410).ints(8, 2, SIZE - 1));
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void a_download_that_breaks_off_goes_on_where_it_broke(int cut) throws Exception {
    server.then(server.cutAfter(cut));

    run();

    assertThat(Files.readAllBytes(file())).isEqualTo(BYTES);
    assertThat(server.asked()).hasSize(2);
    assertThat(goesOnAt(1)).isBetween(cut > LOST ? 1 : 0, cut);
    assertThat(server.asked().get(1).ifRange().orElse("\"one\"")).isEqualTo("\"one\"");
  }

  /** From where a request asks on; what was on its way when the connection broke is lost. */
  private int goesOnAt(int request) {
    return server
        .asked()
        .get(request)
        .range()
        .map(range -> Integer.parseInt(range.replaceAll("\\D", "")))
        .orElse(0);
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void a_build_that_was_interrupted_goes_on_in_the_next(int cut) throws Exception {
    server.then(server.cutAfter(cut));
    server.always(FileServer.status(500, ""));

    assertThatThrownBy(this::run)
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll("lungs cannot be downloaded", "are kept");
    assertThat(Partial.of(file()).isComplete()).isFalse();
    long kept = Files.size(file());
    assertThat(kept).isBetween(cut > LOST ? 1L : 0L, (long) cut);
    int before = server.asked().size();

    server.always(server::serve);
    run();

    assertThat(Files.readAllBytes(file())).isEqualTo(BYTES);
    assertThat(server.asked()).hasSize(before + 1);
    assertThat(goesOnAt(before)).isEqualTo((int) kept);
  }

  @Test
  void what_is_complete_is_not_asked_for_again() throws Exception {
    run();
    run();

    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void a_file_that_changed_meanwhile_is_fetched_from_its_beginning() throws Exception {
    byte[] other = bytes(2);
    server.then(
        exchange -> {
          server.cutAfter(1000).answer(exchange);
          server.replace(other, "\"two\"");
        });

    run();

    assertThat(Files.readAllBytes(file())).isEqualTo(other);
  }

  @Test
  void a_server_that_ignores_the_condition_does_not_get_two_files_into_one() throws Exception {
    byte[] other = bytes(2);
    server.then(server.cutAfter(1000));
    server.then(
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"two\"");
          exchange
              .getResponseHeaders()
              .set("Content-Range", "bytes 1000-" + (SIZE - 1) + "/" + SIZE);
          exchange.sendResponseHeaders(206, SIZE - 1000);
          exchange.getResponseBody().write(other, 1000, SIZE - 1000);
          server.replace(other, "\"two\"");
        });

    run();

    assertThat(Files.readAllBytes(file())).isEqualTo(other);
  }

  @Test
  void a_server_that_sends_another_part_than_asked_for_is_not_believed() throws Exception {
    server.then(server.cutAfter(1000));
    server.then(
        exchange -> {
          exchange.getResponseHeaders().set("ETag", "\"one\"");
          exchange
              .getResponseHeaders()
              .set("Content-Range", "bytes 2000-" + (SIZE - 1) + "/" + SIZE);
          exchange.sendResponseHeaders(206, SIZE - 2000);
          exchange.getResponseBody().write(BYTES, 2000, SIZE - 2000);
        });

    run();

    assertThat(Files.readAllBytes(file())).isEqualTo(BYTES);
  }

  @Test
  void a_weak_tag_is_no_ground_to_go_on() throws Exception {
    server.replace(BYTES, "W/\"one\"");
    server.then(server.cutAfter(1000));

    run();

    assertThat(Files.readAllBytes(file())).isEqualTo(BYTES);
    assertThat(server.asked().get(1).range()).isEmpty();
  }

  @Test
  void a_shorter_file_than_what_has_come_is_fetched_from_its_beginning() throws Exception {
    server.then(
        exchange -> {
          server.cutAfter(1000).answer(exchange);
          server.replace(new byte[500], "\"one\"");
        });

    run();

    assertThat(Files.readAllBytes(file())).isEqualTo(new byte[500]);
  }

  @Test
  void an_answer_in_chunks_is_complete_at_its_end_and_not_before() throws Exception {
    server.then(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(BYTES);
        });

    run();

    assertThat(Files.readAllBytes(file())).isEqualTo(BYTES);
  }

  @Test
  void the_right_digest_passes() throws Exception {
    download(Optional.of(Hashes.sha256(BYTES))).to(file(), http, SHORT, heard);

    assertThat(Partial.of(file()).isComplete()).isTrue();
  }

  @Test
  void a_wrong_digest_leaves_nothing_behind() {
    String wrong = "0".repeat(64);

    assertThatThrownBy(() -> download(Optional.of(wrong)).to(file(), http, SHORT, heard))
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll(Hashes.sha256(BYTES), wrong, "<sha256>");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 451})
  void a_refusal_is_final(int status) {
    server.always(FileServer.status(status, "no"));

    assertThatThrownBy(this::run).hasMessage("refused: " + status);
    assertThat(server.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 504})
  void a_fault_of_the_server_is_waited_for(int status) throws Exception {
    server.then(FileServer.status(status, "")).then(FileServer.status(status, ""));

    run();

    assertThat(Files.readAllBytes(file())).isEqualTo(BYTES);
  }

  @ParameterizedTest
  @CsvSource({"429, 0", "429, 1", "503, 1"})
  void a_busy_server_is_given_the_time_that_it_asks_for(int status, int seconds) throws Exception {
    server.then(FileServer.status(status, "", "Retry-After", String.valueOf(seconds)));
    long start = System.nanoTime();

    run();

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(seconds));
    assertThat(Files.readAllBytes(file())).isEqualTo(BYTES);
    assertThat(heard.text()).contains("asked to wait " + seconds + " s (" + status + ")");
  }

  @Test
  void a_busy_server_may_name_a_date() throws Exception {
    String past =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.of(2020, 4, 10, 0, 0, 0, 0, ZoneOffset.UTC));
    server.then(FileServer.status(429, "", "Retry-After", past));

    run();

    assertThat(Files.readAllBytes(file())).isEqualTo(BYTES);
  }

  @Test
  void a_server_that_wants_an_hour_is_not_waited_for() {
    server.always(FileServer.status(429, "", "Retry-After", "3600"));

    assertThatThrownBy(this::run)
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll("too many requests (429)", "60 minutes", "lungs");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void a_server_that_stays_busy_is_given_up() {
    server.always(FileServer.status(503, "", "Retry-After", "0"));

    assertThatThrownBy(this::run).isInstanceOf(XrayException.class).hasMessageContaining("503");
    assertThat(server.asked()).hasSize(4);
  }

  @Test
  void a_server_from_which_nothing_more_comes_is_given_up_and_asked_for_the_rest()
      throws Exception {
    try (Http impatient = new Http(Duration.ofMillis(400), Proxies.NONE)) {
      server.then(
          exchange -> {
            server.cutAfter(5000).answer(exchange);
            try {
              Thread.sleep(3000);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });

      download(Optional.empty()).to(file(), impatient, SHORT, heard);
    }

    assertThat(Files.readAllBytes(file())).isEqualTo(BYTES);
    assertThat(heard.text()).contains("nothing came for");
    assertThat(goesOnAt(1)).isEqualTo(5000);
  }

  @Test
  void a_server_that_is_not_there_is_named_with_what_to_check() {
    server.close();

    assertThatThrownBy(this::run)
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll("127.0.0.1 cannot be connected to", "proxies");
    assertThat(file()).doesNotExist();
  }

  @Test
  void a_redirect_from_a_safe_to_an_unsafe_address_is_not_followed() throws Exception {
    URI safe = URI.create("https://a.example/x");

    assertThat(Http.redirect(safe, "/y")).isEqualTo(URI.create("https://a.example/y"));
    assertThat(Http.redirect(safe, "https://b.example/y"))
        .isEqualTo(URI.create("https://b.example/y"));
    assertThatThrownBy(() -> Http.redirect(safe, "http://a.example/y"))
        .hasMessageContaining("not safe");
    assertThatThrownBy(() -> Http.redirect(safe, "file:///etc/passwd"))
        .hasMessageContaining("not safe");
    assertThatThrownBy(() -> Http.redirect(URI.create("http://a.example/x"), "file:///etc/passwd"))
        .hasMessageContaining("not safe");
  }

  @Test
  void a_circle_of_redirects_ends() {
    server.always(FileServer.status(302, "", "Location", "/a.zip"));

    assertThatThrownBy(this::run).hasMessageContaining("redirects in a circle");
  }
}
