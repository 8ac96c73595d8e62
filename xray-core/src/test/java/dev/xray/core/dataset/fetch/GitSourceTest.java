package dev.xray.core.dataset.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.Json;
import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.transport.RefSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against JGit's server with a repository of more than 2,000 files. */
class GitSourceTest {
  private static final int IMAGES = 2000;
  private static final PersonIdent NOBODY =
      new PersonIdent("nobody", "nobody@example.org", Instant.EPOCH, ZoneOffset.UTC);

  @TempDir private Path folder;
  private InMemoryRepository repository;
  private GitHttpServer server;
  private ObjectId first;
  private ObjectId second;
  private final Heard heard = new Heard();

  @BeforeEach
  void start() throws Exception {
    repository = new InMemoryRepository(new DfsRepositoryDescription("covid"));
    repository.getConfig().setBoolean("uploadpack", null, "allowfilter", true);
    first = commit("one", Optional.empty());
    second = commit("two", Optional.of(first));
    point("refs/heads/master", second);
    tag("v1", first);
    server = new GitHttpServer(repository);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    repository.close();
  }

  /** images/ of 2,000 files, annotations/masks/, and some at the top. */
  private ObjectId commit(String text, Optional<ObjectId> parent) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      TreeFormatter images = new TreeFormatter();
      for (int i = 0; i < IMAGES; i++) {
        images.append(
            String.format("image-%04d.png", i),
            FileMode.REGULAR_FILE,
            blob(inserter, "image " + i));
      }
      TreeFormatter masks = new TreeFormatter();
      masks.append("mask.png", FileMode.REGULAR_FILE, blob(inserter, "a mask"));
      TreeFormatter annotations = new TreeFormatter();
      annotations.append("masks", FileMode.TREE, inserter.insert(masks));
      annotations.append("notes.txt", FileMode.REGULAR_FILE, blob(inserter, "notes"));
      TreeFormatter top = new TreeFormatter();
      top.append("annotations", FileMode.TREE, inserter.insert(annotations));
      top.append("images", FileMode.TREE, inserter.insert(images));
      top.append("link", FileMode.SYMLINK, blob(inserter, "/etc/passwd"));
      top.append("metadata.csv", FileMode.REGULAR_FILE, blob(inserter, text));
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(top));
      parent.ifPresent(commit::setParentId);
      commit.setAuthor(NOBODY);
      commit.setCommitter(NOBODY);
      commit.setMessage(text);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private static ObjectId blob(ObjectInserter inserter, String text) throws IOException {
    return inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
  }

  private void point(String ref, ObjectId id) throws IOException {
    RefUpdate update = repository.updateRef(ref);
    update.setNewObjectId(id);
    update.forceUpdate();
  }

  private void tag(String name, ObjectId commit) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      TagBuilder tag = new TagBuilder();
      tag.setTag(name);
      tag.setTagger(NOBODY);
      tag.setObjectId(commit, Constants.OBJ_COMMIT);
      ObjectId id = inserter.insert(tag);
      inserter.flush();
      point("refs/tags/" + name, id);
    }
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private Path lock() {
    return folder.resolve("xray.lock.json");
  }

  private Path fetch(Origin.Git git, boolean offline, boolean update) throws Exception {
    FetchSettings settings =
        new FetchSettings(
            cache(), Optional.of(lock()), update, offline, Duration.ofSeconds(60), Proxies.NONE);
    FetchSpec spec = new FetchSpec("covid", git);
    spec.validate("fetch[0]");
    return new Fetcher(settings, heard).fetch(List.of(spec)).get("covid");
  }

  private Path fetch(Origin.Git git) throws Exception {
    return fetch(git, false, false);
  }

  private Origin.Git at(ObjectId commit, String... folders) {
    return new Origin.Git(
        server.url(),
        Optional.of(commit.name()),
        Optional.empty(),
        List.of(folders),
        Optional.empty());
  }

  private Origin.Git tagged(String tag) {
    return new Origin.Git(
        server.url(), Optional.empty(), Optional.of(tag), List.of("annotations"), Optional.empty());
  }

  private Origin.Git as(String user, String password) {
    return new Origin.Git(
        server.url(),
        Optional.of(second.name()),
        Optional.empty(),
        List.of("annotations"),
        Optional.of(new Credentials(user, password, "the <server> git of settings.xml")));
  }

  private static long files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void a_commit_comes_whole_without_its_history_and_once() throws Exception {
    Path content = fetch(at(second));

    assertThat(files(content)).isEqualTo(IMAGES + 3);
    assertThat(content.resolve("metadata.csv")).hasContent("two");
    assertThat(content.resolve("images/image-1999.png")).hasContent("image 1999");
    assertThat(content.resolve("annotations/masks/mask.png")).hasContent("a mask");
    assertThat(content.resolve("link")).doesNotExist();
    assertThat(heard.text()).contains("1 links and submodules were left out, the first is link");
    int requests = server.requests();

    assertThat(fetch(at(second), true, false)).isEqualTo(content);
    assertThat(server.requests()).isEqualTo(requests);
  }

  @Test
  void of_named_folders_come_their_files_and_those_of_the_folders_above() throws Exception {
    Path content = fetch(at(first, "images/"));

    assertThat(files(content)).isEqualTo(IMAGES + 1);
    assertThat(content.resolve("metadata.csv")).hasContent("one");
    assertThat(content.resolve("annotations")).doesNotExist();

    Path masks = fetch(at(first, "annotations/masks"), false, true);
    try (Stream<Path> found = Files.walk(masks)) {
      assertThat(found.filter(Files::isRegularFile).map(file -> masks.relativize(file).toString()))
          .containsExactlyInAnyOrder(
              "metadata.csv", "annotations/notes.txt", "annotations/masks/mask.png");
    }
  }

  @Test
  void files_that_are_not_wanted_do_not_travel() throws Exception {
    fetch(at(first, "annotations"));
    // One request for references, one for the commit, and each again for the files.
    assertThat(server.requests()).isLessThanOrEqualTo(4);
  }

  @Test
  void a_server_that_cannot_leave_files_out_sends_them_all() throws Exception {
    repository.getConfig().setBoolean("uploadpack", null, "allowfilter", false);

    Path content = fetch(at(second, "images"));

    assertThat(files(content)).isEqualTo(IMAGES + 1);
  }

  @Test
  void a_server_that_shows_no_single_commit_is_asked_for_its_history() throws Exception {
    point("refs/heads/master", commit("three", Optional.of(second)));
    server.strict = true;

    Path content = fetch(at(second, "annotations"));

    assertThat(content.resolve("metadata.csv")).hasContent("two");
    assertThat(heard.text()).contains("whole history");
  }

  @Test
  void a_server_that_shows_no_single_files_is_asked_for_the_whole_commit() throws Exception {
    server.strict = true;

    Path content = fetch(at(second, "annotations"));

    assertThat(content.resolve("metadata.csv")).hasContent("two");
    assertThat(heard.text()).doesNotContain("whole history");
  }

  @Test
  void an_interrupted_fetch_goes_on_with_what_is_missing() throws Exception {
    server.failsFrom = 8;
    assertThatThrownBy(() -> fetch(at(second)))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("covid cannot be fetched from " + server.url());
    assertThat(lock()).doesNotExist();
    try (Stream<Path> entries = Files.list(cache())) {
      assertThat(entries.filter(Files::isDirectory))
          .allMatch(entry -> entry.toString().endsWith(".part"));
    }
    int before = server.requests();

    server.failsFrom = 0;
    Path content = fetch(at(second));

    assertThat(files(content)).isEqualTo(IMAGES + 3);
    // 2,003 files in batches of 200 are eleven requests and as many for references.
    assertThat(server.requests() - before).isBetween(2, 20);
  }

  @Test
  void a_tag_is_its_commit_and_stays_so() throws Exception {
    fetch(tagged("v1"));
    assertThat(Json.read(lock(), LockFile.class).find("covid").orElseThrow().commit())
        .contains(first.name());

    tag("v1", second);
    assertThat(fetch(tagged("v1")).resolve("metadata.csv")).hasContent("one");
    assertThat(fetch(tagged("v1"), false, true).resolve("metadata.csv")).hasContent("two");
    assertThat(Json.read(lock(), LockFile.class).find("covid").orElseThrow().commit())
        .contains(second.name());
  }

  @Test
  void another_tag_than_the_locked_one_is_another_commit() throws Exception {
    fetch(tagged("v1"));
    tag("v2", second);

    assertThatThrownBy(() -> fetch(tagged("v2")))
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll(second.name(), "-Dxray.updateLock");
    assertThat(fetch(tagged("v2"), false, true).resolve("metadata.csv")).hasContent("two");
  }

  @Test
  void another_commit_than_the_locked_one_fails_until_it_is_accepted() throws Exception {
    fetch(at(first, "annotations"));
    byte[] before = Files.readAllBytes(lock());

    assertThatThrownBy(() -> fetch(at(second, "annotations")))
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll(
            "covid is not what", first.name(), second.name(), "-Dxray.updateLock");
    assertThat(lock()).hasBinaryContent(before);

    fetch(at(second, "annotations"), false, true);
    fetch(at(second, "annotations"));
    assertThat(Files.readString(lock())).contains(second.name());
  }

  @Test
  void what_is_not_there_is_named_with_what_is() {
    String nobody = "0123456789".repeat(4);
    assertThatThrownBy(() -> fetch(at(ObjectId.fromString(nobody))))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("there is no commit " + nobody);
    assertThatThrownBy(() -> fetch(tagged("v2")))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("has no tag v2. Its tags: v1");
    assertThatThrownBy(() -> fetch(at(second, "imges")))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("there is no folder imges")
        .hasMessageContaining("annotations, images, link, metadata.csv");
  }

  @Test
  void offline_what_is_not_there_yet_is_an_error() {
    assertThatThrownBy(() -> fetch(at(second), true, false))
        .isInstanceOf(XrayException.class)
        .hasMessageContainingAll("covid is not in", "offline (-o)");
    assertThatThrownBy(() -> fetch(tagged("v1"), true, false))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("offline (-o)");
    assertThat(server.requests()).isZero();
  }

  @Test
  void the_right_password_opens_and_is_written_nowhere() throws Exception {
    server.wanted = new Credentials("reader", "s3cr3t-phrase", "").basic();

    Path content = fetch(as("reader", "s3cr3t-phrase"));

    assertThat(files(content)).isEqualTo(3);
    Secrets.assertNowhere(folder, heard.text(), "s3cr3t-phrase", server.wanted.substring(6));
  }

  @Test
  void a_wrong_password_and_none_are_told_apart() {
    server.wanted = new Credentials("reader", "s3cr3t-phrase", "").basic();

    assertThatThrownBy(() -> fetch(as("reader", "wr0ng-phrase")))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("does not accept the credentials from the <server> git")
        .hasMessageNotContaining("wr0ng-phrase");
    assertThatThrownBy(() -> fetch(at(second)))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("name a <server>");
  }

  @Test
  void a_proxy_is_asked_instead_and_has_its_own_password() throws Exception {
    Credentials secret = new Credentials("proxy-user", "pr0xy-phrase", "the <proxy>");
    server.wantedOfProxy = secret.basic();

    Path content = fetchThroughProxy(Optional.of(secret));

    assertThat(files(content)).isEqualTo(3);
    assertThat(server.askedFor).isEqualTo("git.example");
    assertThat(server.heard).isEmpty();
    Secrets.assertNowhere(folder, heard.text(), "pr0xy-phrase", secret.basic().substring(6));
  }

  @Test
  void a_proxy_that_wants_a_password_is_no_server_without_single_commits() {
    server.wantedOfProxy = new Credentials("proxy-user", "pr0xy-phrase", "").basic();

    for (Optional<Credentials> told :
        List.of(
            Optional.<Credentials>empty(),
            Optional.of(new Credentials("proxy-user", "wr0ng-phrase", "the <proxy>")))) {
      assertThatThrownBy(() -> fetchThroughProxy(told))
          .isInstanceOf(XrayException.class)
          .hasMessageContaining("the proxy on the way wants credentials, or others (407)")
          .hasMessageNotContaining("wr0ng-phrase");
    }
    assertThat(heard.text()).doesNotContain("shows no single commit");
  }

  /** From a server that only the proxy knows, which our own server plays. */
  private Path fetchThroughProxy(Optional<Credentials> secret) throws Exception {
    Proxies proxy =
        url ->
            Optional.of(
                new Proxies.Server("127.0.0.1", URI.create(server.url()).getPort(), secret));
    FetchSettings settings =
        new FetchSettings(
            cache(), Optional.of(lock()), false, false, Duration.ofSeconds(60), proxy);
    Origin.Git git =
        new Origin.Git(
            "http://git.example/covid.git",
            Optional.of(second.name()),
            Optional.empty(),
            List.of("annotations"),
            Optional.empty());
    return new Fetcher(settings, heard).fetch(List.of(new FetchSpec("covid", git))).get("covid");
  }

  @Test
  void the_password_does_not_follow_a_redirect() throws Exception {
    try (GitHttpServer other = new GitHttpServer(repository)) {
      other.wanted = "Basic never";
      server.redirect = other.url().replace("/covid.git", "");

      assertThatThrownBy(() -> fetch(as("reader", "s3cr3t-phrase")))
          .isInstanceOf(XrayException.class);
      assertThat(other.heard).isEmpty();
    }
  }

  @Test
  void a_pointer_of_lfs_is_no_picture() throws Exception {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      TreeFormatter top = new TreeFormatter();
      top.append(
          "a.png",
          FileMode.REGULAR_FILE,
          blob(inserter, "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"));
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(top));
      commit.setAuthor(NOBODY);
      commit.setCommitter(NOBODY);
      commit.setMessage("lfs");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      point("refs/heads/lfs", id);

      assertThatThrownBy(() -> fetch(at(id)))
          .isInstanceOf(XrayException.class)
          .hasMessageContainingAll("a.png", "Git LFS");
    }
  }

  @Test
  void a_server_that_is_not_there_is_named() throws Exception {
    Origin.Git git = at(second);
    server.close();

    assertThatThrownBy(() -> fetch(git))
        .isInstanceOf(XrayException.class)
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void a_repository_of_this_machine_is_fetched_too() throws Exception {
    Path local = folder.resolve("local.git");
    try (Git git = Git.init().setBare(true).setDirectory(local.toFile()).call()) {
      git.fetch()
          .setRemote(server.url())
          .setRefSpecs(new RefSpec("+refs/heads/*:refs/heads/*"))
          .call();
    }
    Origin.Git origin =
        new Origin.Git(
            local.toUri().toString(),
            Optional.of(first.name()),
            Optional.empty(),
            List.of("annotations"),
            Optional.empty());

    assertThat(files(fetch(origin))).isEqualTo(3);
  }

  private static void assertRefused(
      String url, String commit, Optional<Credentials> credentials, String... words) {
    Origin.Git git =
        new Origin.Git(
            url,
            Optional.of(commit).filter(id -> !id.isEmpty()),
            Optional.empty(),
            List.of(),
            credentials);
    assertThatThrownBy(() -> new FetchSpec("covid", git).validate("fetch[0]"))
        .isInstanceOf(SettingException.class)
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("pw1");
  }

  @Test
  void settings_that_cannot_work_are_refused_before_anybody_is_asked() {
    String url = "https://example.org/a.git";
    String commit = "1".repeat(40);
    assertRefused("https://me:pw1@example.org/a.git", commit, Optional.empty(), "<server>");
    assertRefused(url, "abc123", Optional.empty(), "fetch[0].commit", "40");
    assertRefused(url, "", Optional.empty(), "git ls-remote " + url + " HEAD");
    assertRefused("ftp://example.org/a.git", commit, Optional.empty(), "https://");
    assertRefused(
        "http://example.org/a.git",
        commit,
        Optional.of(new Credentials("a", "pw1", "c")),
        "use https://");
  }
}
