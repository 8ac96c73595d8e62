package dev.xray.maven;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Brings collections of images to this machine, once, and holds them against {@code
 * xray.lock.json}. The goals that need them do so by themselves.
 */
@Mojo(
    name = "fetch",
    defaultPhase = LifecyclePhase.INITIALIZE,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class FetchMojo extends AbstractFetchMojo {
  private static final String NOTHING =
      "is missing: say what to fetch, for example:"
          + """

            <fetch>
              <collection>
                <kaggle>paultimothymooney/chest-xray-pneumonia</kaggle>
                <version>2</version>
              </collection>
            </fetch>
          """
              .indent(-10);

  /** Skips this goal. */
  @Parameter(property = "xray.fetch.skip", defaultValue = "false")
  private boolean skipFetch;

  @Override
  boolean skipsGoal() {
    return skipFetch;
  }

  @Override
  void run() throws XrayException, IOException, InterruptedException {
    if (!fetches()) {
      throw new SettingException("fetch", NOTHING);
    }
    fetched().forEach((name, folder) -> getLog().info(name + " is in " + folder));
  }
}
