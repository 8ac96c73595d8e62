package dev.xray.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.xray.core.SettingException;
import dev.xray.core.dataset.SourceSpec;
import dev.xray.core.dataset.fetch.FetchSpec;
import dev.xray.core.dataset.fetch.Origin;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.api.plugin.testing.Basedir;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From what a POM says to what is fetched. */
@MojoTest
class FetchMojoTest {
  private static final String PROJECT = "/projects/fetch";
  private Path lock = Path.of("none");

  @AfterEach
  void removeTheLock() throws Exception {
    Files.deleteIfExists(lock);
  }

  @Test
  @Basedir(PROJECT)
  @InjectMojo(goal = "fetch", pom = "pom.xml")
  void a_local_folder_is_fetched_and_locked(FetchMojo fetch) throws Exception {
    lock = fetch.directory().resolve("xray.lock.json");

    assertThat(fetch.fetched())
        .containsExactly(Map.entry("mine", fetch.directory().resolve("lungs")));
    assertThat(lock).content().contains("\"mine\"");
  }

  @Test
  @Basedir(PROJECT)
  @InjectMojo(goal = "prepare", pom = "pom.xml")
  void sources_are_in_the_folders_of_their_collections(PrepareMojo prepare) throws Exception {
    lock = prepare.directory().resolve("xray.lock.json");
    Path lungs = prepare.directory().resolve("lungs");

    assertThat(prepare.job().dataset().sources())
        .containsExactly(
            new SourceSpec("mine", Optional.empty(), lungs.resolve("."), Map.of(), "normal", false),
            new SourceSpec(
                "mine-2",
                Optional.of(lungs.resolve("metadata.csv")),
                lungs.resolve("images"),
                Map.of(),
                "covid",
                false));
  }

  @Test
  @Basedir("/projects/empty")
  @InjectMojo(goal = "fetch", pom = "pom.xml")
  void without_collections_the_error_shows_how_to_write_them(FetchMojo fetch) {
    assertThatThrownBy(fetch::run)
        .isInstanceOf(SettingException.class)
        .hasMessageContainingAll("<fetch>", "<collection>", "<kaggle>");
  }

  @Test
  void a_source_in_a_collection_that_is_not_there_is_told_which_there_are() {
    Places places = new Places(Path.of("p"), Map.of("b", Path.of("b"), "a", Path.of("a")));

    assertThatThrownBy(() -> places.root("sources[0].collection", "c"))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("only a, b");
  }

  private static List<FetchSpec> specs(AbstractXrayMojo mojo, CollectionParameter... told)
      throws Exception {
    return new CollectionSpecs(mojo, NOBODY, servers(), Origin.Kaggle.API)
        .specs("fetch", List.of(told));
  }

  /** Nobody is asked for an artifact here. */
  private static final RepositorySystem NOBODY =
      (RepositorySystem)
          java.lang.reflect.Proxy.newProxyInstance(
              FetchMojoTest.class.getClassLoader(),
              new Class<?>[] {RepositorySystem.class},
              (proxy, method, arguments) -> {
                throw new AssertionError(method);
              });

  private static CollectionParameter collection(Consumer<CollectionParameter> filling) {
    CollectionParameter collection = new CollectionParameter();
    filling.accept(collection);
    return collection;
  }

  private static ServerSettings servers() {
    DefaultAuthenticationSelector servers = new DefaultAuthenticationSelector();
    servers.add("hospital", authentication("reader", "p4ss"));
    servers.add("kaggle", authentication("me", "t0ken"));
    servers.add("locked", authentication("reader", "{jSMOWnoPFgsHVpMvz5VrIt5kRbzGpI8u}"));
    DefaultProxySelector proxies = new DefaultProxySelector();
    proxies.add(
        new org.eclipse.aether.repository.Proxy(
            "http", "proxy.example", 3128, authentication("door", "k33per")),
        "*.inside.example");
    DefaultRepositorySystemSession session = new DefaultRepositorySystemSession();
    session.setAuthenticationSelector(servers);
    session.setProxySelector(proxies);
    return new ServerSettings(session);
  }

  private static Authentication authentication(String user, String password) {
    return new AuthenticationBuilder().addUsername(user).addPassword(password).build();
  }

  @Test
  @Basedir(PROJECT)
  @InjectMojo(goal = "fetch", pom = "pom.xml")
  void each_kind_of_place_is_understood_and_has_a_name(FetchMojo fetch) throws Exception {
    List<FetchSpec> specs =
        specs(
            fetch,
            collection(
                it -> {
                  it.git = "https://example.org/covid-set.git";
                  it.commit = "a".repeat(40);
                  it.folders = List.of("images");
                }),
            collection(
                it -> {
                  it.kaggle = "paul/chest-xray";
                  it.version = 2;
                }),
            collection(
                it -> {
                  it.url = "https://example.org/files/lungs.tar.gz?x=1";
                  it.server = "hospital";
                }),
            collection(it -> it.path = "../fetch/lungs-of-mine/"));

    assertThat(specs)
        .extracting(FetchSpec::name)
        .containsExactly("covid-set", "chest-xray", "lungs", "lungs-of-mine");
  }

  @Test
  @Basedir(PROJECT)
  @InjectMojo(goal = "fetch", pom = "pom.xml")
  void what_cannot_be_meant_is_refused(FetchMojo fetch) {
    refused(fetch, it -> {}, "fetch[0]", "does not say where it comes from");
    refused(
        fetch,
        it -> {
          it.url = "https://example.org/a.zip";
          it.path = "lungs";
        },
        "several places, url and path");
    refused(
        fetch,
        it -> {
          it.kaggle = "paul/chest-xray";
          it.version = 2;
          it.commit = "a".repeat(40);
        },
        "fetch[0].commit says nothing about <kaggle>");
    refused(fetch, it -> it.kaggle = "paul/chest-xray", "fetch[0].version is missing");
    refused(fetch, it -> it.kaggle = "chest-xray", "owner/dataset");
    refused(fetch, it -> it.artifact = "lungs.zip", "groupId:artifactId:version");
    refused(
        fetch,
        it -> {
          it.url = "https://example.org/a.zip";
          it.server = "nowhere";
        },
        "fetch[0].server is 'nowhere'",
        "settings.xml");
    refused(
        fetch,
        it -> {
          it.url = "https://example.org/a.zip";
          it.server = "locked";
        },
        "cannot decrypt");
    refused(
        fetch,
        it -> {
          it.url = "http://example.org/a.zip";
          it.server = "hospital";
        },
        "use https://");
    refused(
        fetch,
        it -> {
          it.url = "https://example.org/a.zip";
          it.sha256 = "abc";
        },
        "64 hexadecimal digits");
  }

  private static void refused(
      FetchMojo fetch, Consumer<CollectionParameter> filling, String... words) {
    assertThatThrownBy(() -> specs(fetch, collection(filling)))
        .isInstanceOf(SettingException.class)
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("p4ss");
  }

  @Test
  @Basedir(PROJECT)
  @InjectMojo(goal = "fetch", pom = "pom.xml")
  void two_of_one_name_are_refused(FetchMojo fetch) {
    assertThatThrownBy(
            () ->
                specs(
                    fetch,
                    collection(it -> it.path = "lungs"),
                    collection(it -> it.path = "lungs")))
        .hasMessageContaining("fetch[1].name is 'lungs', as of another one");
  }

  @Test
  void proxies_and_passwords_are_those_of_the_settings() throws Exception {
    ServerSettings settings = servers();

    assertThat(settings.of(URI.create("https://data.example/x")))
        .hasValueSatisfying(
            proxy -> {
              assertThat(proxy.host()).isEqualTo("proxy.example");
              assertThat(proxy.port()).isEqualTo(3128);
              assertThat(proxy.credentials()).isPresent();
            });
    assertThat(settings.of(URI.create("https://data.inside.example/x"))).isEmpty();
    assertThat(settings.find("fetch[0].server", "hospital")).isPresent();
    assertThat(settings.find("fetch[0].server", "nowhere")).isEmpty();
  }

  @Test
  void a_collection_is_shown_as_its_element() {
    assertThat(SettingNames.of("fetch[1].commit").display())
        .isEqualTo("<commit> of <collection> 2 in <fetch>");
    assertThat(SettingNames.of("fetch[0]").display()).isEqualTo("<collection> 1 in <fetch>");
  }
}
