package dev.xray.core.dataset.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Folders;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.Hashes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the web, of Kaggle and of this machine, the cache and the lock file. */
class FetcherTest {
  private static final Download.Pauses SHORT = new Download.Pauses(Duration.ofMillis(1));
  private static final Credentials TOKEN =
      new Credentials("someone", "k4ggl3-t0k3n", "kaggle.json");
  private static final String SIGNATURE = "X-Goog-Signature=s1gn4tur3";

  @TempDir private Path folder;
  private FileServer server;
  private final Heard heard = new Heard();

  @BeforeEach
  void start() throws Exception {
    server = new FileServer(zip("one"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static byte[] zip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      byte[] picture = new byte[60_000];
      for (int i = 0; i < 5; i++) {
        new Random(i).nextBytes(picture);
        out.putNextEntry(entry("images/" + i + ".png"));
        out.write(picture);
      }
      out.putNextEntry(entry("metadata.csv"));
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LocalDateTime.of(2020, 4, 10, 0, 0));
    return entry;
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private Path lock() {
    return folder.resolve("xray.lock.json");
  }

  private FetchSettings settings(boolean offline, boolean update) {
    return new FetchSettings(
        cache(), Optional.of(lock()), update, offline, Duration.ofSeconds(20), Proxies.NONE);
  }

  private Path fetch(Origin origin, boolean offline, boolean update) throws Exception {
    FetchSpec spec = new FetchSpec("lungs", origin);
    spec.validate("fetch[0]");
    return new Fetcher(settings(offline, update), heard, SHORT).fetch(List.of(spec)).get("lungs");
  }

  private Path fetch(Origin origin) throws Exception {
    return fetch(origin, false, false);
  }

  private Origin web() {
    return new Origin.Web(server.url("/lungs.zip"), Optional.empty(), Optional.empty());
  }

  private Origin kaggle() {
    return new Origin.Kaggle("paul", "chest-xray", 2, server.url("/api/v1"), Optional.of(TOKEN));
  }

  /** As Kaggle does: the API sends us to a signed address of the storage. */
  private FileServer storage() throws Exception {
    FileServer storage = new FileServer(zip("one"));
    server.always(
        FileServer.status(
            302, "", "Location", storage.url("/archive.zip?" + SIGNATURE).toString()));
    return storage;
  }

  private Stream<Path> entries() throws IOException {
    return Files.exists(cache()) ? Files.list(cache()).filter(Files::isDirectory) : Stream.empty();
  }

  @Test
  void an_archive_is_fetched_and_unpacked_once() throws Exception {
    Path content = fetch(web());
    assertThat(content.resolve("images/4.png")).isRegularFile();
    assertThat(content.resolve("metadata.csv")).hasContent("one");

    assertThat(fetch(web())).isEqualTo(content);
    assertThat(fetch(web(), true, false)).isEqualTo(content);
    assertThat(server.asked()).hasSize(1);
    assertThat(entries()).containsExactly(content.getParent());
  }

  @Test
  void the_lock_file_has_the_same_bytes_wherever_it_is_made() throws Exception {
    fetch(web());
    String lock = Files.readString(lock());
    Folders.delete(cache());
    Files.delete(lock());
    fetch(web());

    assertThat(lock()).hasContent(lock);
    assertThat(lock)
        .isEqualTo(
            """
            {
              "formatVersion" : 1,
              "collections" : {
                "lungs" : {
                  "files" : 6,
                  "bytes" : 300003,
                  "sha256" : "%s"
                }
              }
            }
            """
                .formatted(sha256sum()));
    assertThat(lock).doesNotContain(folder.toString(), "127.0.0.1");
  }

  /** By its definition: the digest of what sha256sum prints. */
  private static String sha256sum() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      byte[] picture = new byte[60_000];
      new Random(i).nextBytes(picture);
      lines.append(Hashes.sha256(picture)).append("  images/").append(i).append(".png\n");
    }
    String one = Hashes.sha256("one".getBytes(StandardCharsets.UTF_8));
    lines.append(one).append("  metadata.csv\n");
    return Hashes.sha256(lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void another_content_fails_until_it_is_accepted() throws Exception {
    fetch(web());
    byte[] before = Files.readAllBytes(lock());
    Folders.delete(cache());
    server.replace(zip("two"), "\"two\"");

    assertThatThrownBy(() -> fetch(web()))
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll("lungs is not what", "-Dxray.updateLock", "SHA-256");
    assertThat(lock()).hasBinaryContent(before);

    assertThat(fetch(web(), false, true).resolve("metadata.csv")).hasContent("two");
    assertThat(fetch(web()).resolve("metadata.csv")).hasContent("two");
  }

  @Test
  void an_address_without_digest_is_asked_anew_only_on_purpose() throws Exception {
    fetch(web());
    server.replace(zip("two"), "\"two\"");

    assertThat(fetch(web()).resolve("metadata.csv")).hasContent("one");
    assertThat(fetch(web(), false, true).resolve("metadata.csv")).hasContent("two");
  }

  @Test
  void what_another_developer_has_locked_is_fetched_where_the_cache_is_old() throws Exception {
    fetch(web());
    server.replace(zip("two"), "\"two\"");
    fetch(web(), false, true);
    String lockOfTwo = Files.readString(lock());
    Folders.delete(cache());
    Files.delete(lock());
    server.replace(zip("one"), "\"one\"");
    fetch(web());
    server.replace(zip("two"), "\"two\"");
    Files.writeString(lock(), lockOfTwo);

    assertThat(fetch(web()).resolve("metadata.csv")).hasContent("two");
  }

  @Test
  void a_file_that_was_altered_in_the_cache_is_fetched_anew() throws Exception {
    Path content = fetch(web());
    Files.writeString(content.resolve("metadata.csv"), "altered");

    assertThat(fetch(web()).resolve("metadata.csv")).hasContent("one");
    assertThat(heard.text()).contains("WARNING lungs was altered");
  }

  @Test
  void a_file_that_was_added_or_lost_in_the_cache_is_noticed() throws Exception {
    Path content = fetch(web());
    Files.writeString(content.resolve("images/more.png"), "more");
    assertThat(fetch(web()).resolve("images/more.png")).doesNotExist();

    Files.delete(content.resolve("images/0.png"));
    assertThat(fetch(web()).resolve("images/0.png")).exists();
  }

  @Test
  void a_file_that_was_only_touched_is_read_again_and_kept() throws Exception {
    Path content = fetch(web());
    Files.setLastModifiedTime(
        content.resolve("metadata.csv"), java.nio.file.attribute.FileTime.fromMillis(1000));

    fetch(web());
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void a_digest_that_is_not_the_files_leaves_no_folder_and_no_lock() throws Exception {
    Origin.Web web =
        new Origin.Web(server.url("/lungs.zip"), Optional.of("0".repeat(64)), Optional.empty());

    assertThatThrownBy(() -> fetch(web))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining(Hashes.sha256(zip("one")));
    assertThat(lock()).doesNotExist();
    assertThat(entries()).allMatch(entry -> entry.toString().endsWith(".part"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000, 150_000, 299_000})
  void nothing_partial_is_ever_a_folder(int cut) throws Exception {
    server.then(server.cutAfter(cut));
    server.always(FileServer.status(500, ""));

    assertThatThrownBy(() -> fetch(web())).isInstanceOf(XrayException.class);
    assertThat(entries()).allMatch(entry -> entry.toString().endsWith(".part"));
    assertThat(lock()).doesNotExist();
    assertThatThrownBy(() -> fetch(web(), true, false)).hasMessageContaining("offline");

    server.always(server::serve);
    assertThat(fetch(web()).resolve("metadata.csv")).hasContent("one");
    assertThat(entries()).noneMatch(entry -> entry.toString().endsWith(".part"));
  }

  @Test
  void a_broken_archive_leaves_no_folder_and_is_not_tried_again() throws Exception {
    byte[] broken = zip("one");
    broken[1000] ^= 1;
    server.replace(broken, "\"broken\"");
    assertThatThrownBy(() -> fetch(web())).hasMessageContaining("cannot be unpacked");
    assertThat(entries()).allMatch(entry -> entry.toString().endsWith(".part"));

    server.replace(zip("one"), "\"one\"");
    assertThat(fetch(web()).resolve("metadata.csv")).hasContent("one");
  }

  @Test
  void processes_that_fetch_the_same_at_a_time_fetch_it_once() throws Exception {
    server.always(
        exchange -> {
          try {
            Thread.sleep(1500);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          server.serve(exchange);
        });
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  OneFetch.class.getName(),
                  cache().toString(),
                  server.url("/lungs.zip").toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out-" + i).toFile())
              .start());
    }
    for (int i = 0; i < 3; i++) {
      assertThat(processes.get(i).waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(processes.get(i).exitValue())
          .as(Files.readString(folder.resolve("out-" + i)))
          .isZero();
    }

    assertThat(server.asked()).hasSize(1);
    assertThat(fetch(web(), true, false).resolve("metadata.csv")).hasContent("one");
  }

  /** A process of its own. */
  static final class OneFetch {
    private OneFetch() {}

    public static void main(String[] arguments) throws Exception {
      FetchSettings settings =
          new FetchSettings(
              Path.of(arguments[0]),
              Optional.empty(),
              false,
              false,
              Duration.ofSeconds(60),
              Proxies.NONE);
      Origin web = new Origin.Web(URI.create(arguments[1]), Optional.empty(), Optional.empty());
      Map<String, Path> fetched =
          new Fetcher(settings, new FetchListener() {}).fetch(List.of(new FetchSpec("lungs", web)));
      if (!Files.readString(fetched.get("lungs").resolve("metadata.csv")).equals("one")) {
        throw new IllegalStateException("incomplete");
      }
    }
  }

  @Test
  void a_local_folder_is_used_where_it_is_and_locked() throws Exception {
    Path local = Files.createDirectories(folder.resolve("data"));
    Files.writeString(local.resolve("a.png"), "a");
    Origin origin = new Origin.Local(local, Optional.empty());

    assertThat(fetch(origin)).isEqualTo(local);
    assertThat(fetch(origin, true, false)).isEqualTo(local);
    Files.writeString(local.resolve("b.png"), "b");
    assertThatThrownBy(() -> fetch(origin))
        .hasMessageContainingAll("1 file, 1 bytes", "2 files, 2 bytes", "-Dxray.updateLock");
    assertThat(fetch(origin, false, true)).isEqualTo(local);
  }

  @Test
  void a_local_archive_is_unpacked_once_even_offline() throws Exception {
    Path local = Files.write(folder.resolve("data.zip"), zip("one"));
    Origin origin = new Origin.Local(local, Optional.of(Hashes.sha256(zip("one"))));

    Path content = fetch(origin, true, false);
    assertThat(content.resolve("metadata.csv")).hasContent("one");
    assertThat(fetch(origin)).isEqualTo(content);

    Files.write(local, zip("three"));
    assertThatThrownBy(() -> fetch(origin)).hasMessageContaining("correct <sha256>");
    assertThatThrownBy(() -> fetch(new Origin.Local(local, Optional.empty())))
        .hasMessageContaining("-Dxray.updateLock");
  }

  @Test
  void what_is_not_on_this_machine_is_named() {
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> fetch(new Origin.Local(nowhere, Optional.empty())))
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll("lungs", nowhere.toString(), "no such file or folder");
  }

  @Test
  void kaggle_is_asked_as_its_api_wants_it_and_the_token_stays_with_it() throws Exception {
    try (FileServer storage = storage()) {
      storage.then(storage.cutAfter(150_000));

      Path content = fetch(kaggle());

      assertThat(content.resolve("metadata.csv")).hasContent("one");
      assertThat(server.asked())
          .hasSize(2)
          .allSatisfy(
              asked -> {
                assertThat(asked.pathAndQuery())
                    .isEqualTo("/api/v1/datasets/download/paul/chest-xray?datasetVersionNumber=2");
                assertThat(asked.authorization()).contains(TOKEN.basic());
              });
      assertThat(storage.asked())
          .hasSize(2)
          .allSatisfy(asked -> assertThat(asked.authorization()).isEmpty());
      assertThat(storage.asked().get(1).range()).isPresent();
      Secrets.assertNowhere(
          folder, heard.text(), "k4ggl3-t0k3n", TOKEN.basic().substring(6), "s1gn4tur3", "someone");
    }
  }

  @Test
  void what_kaggle_gave_once_needs_no_token_any_more() throws Exception {
    try (FileServer storage = storage()) {
      Path content = fetch(kaggle());
      Origin without =
          new Origin.Kaggle("paul", "chest-xray", 2, server.url("/api/v1"), Optional.empty());

      assertThat(fetch(without)).isEqualTo(content);
      assertThat(storage.asked()).hasSize(1);
    }
  }

  private void refused(int status, String body, String... words) throws Exception {
    server.always(FileServer.status(status, body, "Retry-After", "7200"));

    assertThatThrownBy(() -> fetch(kaggle()))
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll(words)
        .hasMessageNotContainingAny("k4ggl3-t0k3n", TOKEN.basic().substring(6), "\n");
    assertThat(server.asked()).hasSize(1);
    assertThat(lock()).doesNotExist();
    assertThat(entries()).isEmpty();
    Secrets.assertNowhere(folder, heard.text(), "k4ggl3-t0k3n");
  }

  @Test
  void kaggle_does_not_know_the_token() throws Exception {
    refused(
        401,
        "{\"code\":401,\"message\":\"Unauthenticated k4ggl3-t0k3n\\n\"}",
        "credentials from kaggle.json",
        "(401)",
        "Create New Token",
        "Kaggle says: Unauthenticated ***");
  }

  @Test
  void kaggle_wants_its_terms_to_be_accepted() throws Exception {
    refused(
        403,
        "{\"code\":403,\"message\":\"You must accept this dataset's terms\"}",
        "(403)",
        "terms",
        "https://www.kaggle.com/datasets/paul/chest-xray",
        "You must accept");
  }

  @Test
  void kaggle_has_no_such_version() throws Exception {
    refused(404, "<html>", "no data set paul/chest-xray with a version 2 (404)");
  }

  @Test
  void kaggle_had_too_many_requests() throws Exception {
    refused(429, "", "too many requests (429)", "120 minutes", "what has come is kept");
  }

  @Test
  void kaggle_says_something_else() throws Exception {
    refused(418, "", "status 418");
  }

  @Test
  void without_a_token_it_says_where_one_belongs() {
    server.always(FileServer.status(401, ""));
    Origin without =
        new Origin.Kaggle("paul", "chest-xray", 2, server.url("/api/v1"), Optional.empty());

    assertThatThrownBy(() -> fetch(without))
        .hasMessageContainingAll("Kaggle wants a token (401)", "KAGGLE_KEY", "<server>");
  }

  @Test
  void the_storage_refuses() throws Exception {
    try (FileServer storage = storage()) {
      storage.always(FileServer.status(403, "<Error>expired</Error>"));

      assertThatThrownBy(() -> fetch(kaggle()))
          .hasMessageContainingAll("storage", "127.0.0.1", "403", "try again")
          .hasMessageNotContaining("s1gn4tur3");
    }
  }

  @Test
  void a_server_of_the_web_gets_its_password_and_says_what_it_thinks() throws Exception {
    Credentials secret = new Credentials("reader", "p4ss", "the <server> hospital");
    Origin.Web web =
        new Origin.Web(server.url("/lungs.zip"), Optional.empty(), Optional.of(secret));
    server.then(FileServer.status(401, ""));
    assertThatThrownBy(() -> fetch(web))
        .hasMessageContaining("does not accept the credentials from the <server> hospital (401)");
    server.then(FileServer.status(404, ""));
    assertThatThrownBy(() -> fetch(web)).hasMessageContaining("has no such file (404)");

    fetch(web);
    assertThat(server.asked()).allMatch(asked -> asked.authorization().isPresent());
    Secrets.assertNowhere(folder, heard.text(), "p4ss", secret.basic());
  }

  @Test
  void a_proxy_is_asked_instead_with_its_own_password() throws Exception {
    Credentials secret = new Credentials("proxy-user", "pr0xy", "the <proxy>");
    FetchSettings through =
        new FetchSettings(
            cache(),
            Optional.empty(),
            false,
            false,
            Duration.ofSeconds(20),
            url ->
                Optional.of(
                    new Proxies.Server(
                        "127.0.0.1", server.url("/").getPort(), Optional.of(secret))));
    Origin elsewhere =
        new Origin.Web(
            URI.create("http://data.example/lungs.zip"), Optional.empty(), Optional.empty());

    Map<String, Path> fetched =
        new Fetcher(through, heard, SHORT).fetch(List.of(new FetchSpec("lungs", elsewhere)));

    assertThat(fetched.get("lungs").resolve("metadata.csv")).hasContent("one");
    assertThat(server.asked().get(0).pathAndQuery()).contains("data.example/lungs.zip");
    assertThat(server.asked().get(0).proxyAuthorization()).contains(secret.basic());
  }

  @Test
  void a_lock_file_of_a_later_version_is_not_overwritten() throws Exception {
    Files.writeString(lock(), "{\"formatVersion\": 2, \"collections\": {}}");

    assertThatThrownBy(() -> fetch(web())).hasMessageContaining("format version 2");
    assertThat(lock()).hasContent("{\"formatVersion\": 2, \"collections\": {}}");
  }
}
