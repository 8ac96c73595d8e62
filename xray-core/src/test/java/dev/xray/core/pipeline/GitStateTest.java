package dev.xray.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitStateTest {
  /** Knows all classes, those of JGit excepted, as an application without the dependency. */
  private static final class WithoutJGit extends URLClassLoader {
    WithoutJGit(URL[] classes) {
      super(classes, GitStateTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.eclipse.jgit.")) {
        throw new ClassNotFoundException(name);
      }
      if (name.startsWith("dev.xray.core.pipeline.")) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
      return super.loadClass(name, resolve);
    }
  }

  @Test
  void without_jgit_there_is_no_commit_and_a_warning(@TempDir Path folder) throws Exception {
    URL classes = GitState.class.getProtectionDomain().getCodeSource().getLocation();
    List<Object> said = new ArrayList<>();
    try (WithoutJGit loader = new WithoutJGit(new URL[] {classes})) {
      Class<?> listener = loader.loadClass("dev.xray.core.pipeline.XrayListener");
      Object hearing =
          Proxy.newProxyInstance(
              loader,
              new Class<?>[] {listener},
              (proxy, method, arguments) -> {
                said.addAll(Arrays.asList(arguments));
                return null;
              });
      Method of =
          loader
              .loadClass("dev.xray.core.pipeline.GitState")
              .getDeclaredMethod("of", Path.class, listener);
      of.setAccessible(true);

      assertThat(call(of, folder, hearing)).isEqualTo(Optional.empty());
    }

    assertThat(said)
        .singleElement()
        .asString()
        .contains("will name no commit: org.eclipse.jgit is not on the class path");
  }

  private static Object call(Method method, Object... arguments) throws Exception {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    }
  }
}
