package dev.xray.maven;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import dev.xray.core.dataset.phantom.PhantomSettings;
import dev.xray.core.dataset.phantom.Shortcut;
import dev.xray.core.pipeline.UpToDate;
import dev.xray.maven.launcher.WorkerException;
import dev.xray.maven.worker.WorkerTask;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Generates synthetic chest phantoms with a {@code metadata.csv} and masks, so that everything can
 * be tried without real radiographs. Needs no POM.
 */
// The project's own dependencies play no part: the worker runs on the plugin's.
@Mojo(
    name = "phantom",
    defaultPhase = LifecyclePhase.INITIALIZE,
    requiresProject = false,
    requiresDependencyResolution = ResolutionScope.NONE,
    threadSafe = true)
public final class PhantomMojo extends AbstractXrayMojo {
  /**
   * Where the phantoms are written; by default <code>${project.build.directory}/xray/phantoms
   * </code>.
   */
  @Parameter(property = "xray.phantom.outputDirectory")
  @Nullable
  private File outputDirectory;

  /** The one seed of every random choice. */
  @Parameter(property = "xray.seed", defaultValue = "1")
  private long seed;

  /** Number of images; by default 480. */
  @Parameter(property = "xray.phantom.images")
  @Nullable
  private Integer images;

  /** Most images of one patient; by default 3. */
  @Parameter(property = "xray.phantom.imagesPerPatient")
  @Nullable
  private Integer imagesPerPatient;

  /** Share of images with opacities; by default 0.5. */
  @Parameter(property = "xray.phantom.positives")
  @Nullable
  private Double positives;

  /** Nominal side of an image in pixels; by default 320. */
  @Parameter(property = "xray.phantom.size")
  @Nullable
  private Integer size;

  /** Strength of the opacities: 1 is the default, at 0 they cannot be seen. */
  @Parameter(property = "xray.phantom.visibility")
  @Nullable
  private Double visibility;

  /** Share of images with the view AP instead of PA; by default 0.15. */
  @Parameter(property = "xray.phantom.apShare")
  @Nullable
  private Double apShare;

  /**
   * Whether a corner marker goes with the label: {@code off} (default), {@code planted} or {@code
   * reversed}.
   */
  @Parameter(property = "xray.phantom.shortcut")
  @Nullable
  private String shortcut;

  /** Probability of that marker on a positive; by default 0.95. */
  @Parameter(property = "xray.phantom.markerOnPositives")
  @Nullable
  private Double markerOnPositives;

  /** Probability of that marker on a negative; by default 0.05. */
  @Parameter(property = "xray.phantom.markerOnNegatives")
  @Nullable
  private Double markerOnNegatives;

  /** Skips this goal. */
  @Parameter(property = "xray.phantom.skip", defaultValue = "false")
  private boolean skipPhantom;

  @Override
  boolean skipsGoal() {
    return skipPhantom;
  }

  @Override
  void run() throws XrayException, WorkerException, IOException, InterruptedException {
    WorkerTask.Phantom task = task();
    if (UpToDate.phantoms(task.settings(), task.seed(), task.folder())) {
      getLog().info("The phantoms in " + task.folder() + " are up to date.");
      return;
    }
    work(task, runtime(), task.folder());
  }

  /** What the worker is to do. */
  WorkerTask.Phantom task() throws SettingException {
    Path folder =
        outputDirectory == null ? buildDirectory().resolve("phantoms") : outputDirectory.toPath();
    return new WorkerTask.Phantom(settings(), seed, folder);
  }

  private PhantomSettings settings() throws SettingException {
    PhantomSettings frozen = PhantomSettings.defaults();
    return new PhantomSettings(
        orElse(images, frozen.images()),
        orElse(imagesPerPatient, frozen.imagesPerPatient()),
        orElse(positives, frozen.positives()),
        orElse(size, frozen.size()),
        orElse(visibility, frozen.visibility()),
        orElse(apShare, frozen.apShare()),
        shortcut(frozen.shortcut()),
        orElse(markerOnPositives, frozen.markerOnPositives()),
        orElse(markerOnNegatives, frozen.markerOnNegatives()));
  }

  private Shortcut shortcut(Shortcut frozen) throws SettingException {
    if (shortcut == null) {
      return frozen;
    }
    try {
      return Shortcut.valueOf(shortcut.trim().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new SettingException(
          "phantom.shortcut", "is '" + shortcut + "', but must be off, planted or reversed.");
    }
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
