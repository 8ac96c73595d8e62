package dev.xray.maven;

import java.io.File;
import java.nio.file.Path;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Attaches what may leave the machine: the model and the evaluation's figures, which hold no
 * patient's pixels, file name or id. Predictions and pages stay where they are.
 */
final class Attachments {
  private final MavenProject project;
  private final MavenProjectHelper helper;
  private final String name;

  /**
   * Constructs a helper for one model.
   *
   * @param name of the model; is part of the classifier unless it is the artifact's own id, so that
   *     several models of a project do not clash
   */
  Attachments(MavenProject project, MavenProjectHelper helper, String name) {
    this.project = project;
    this.helper = helper;
    this.name = name;
  }

  /** Attaches the model bundle as {@code jar} with classifier {@code model}. */
  void model(Path file) {
    attach("jar", "model", file);
  }

  /** Attaches the figures as {@code json} with classifier {@code evaluation}. */
  void evaluation(Path file) {
    attach("json", "evaluation", file);
  }

  /** A file that is attached already stays so: evaluate may follow train. */
  private void attach(String type, String kind, Path path) {
    File file = path.toFile();
    String classifier = name.equals(project.getArtifactId()) ? kind : name + "-" + kind;
    boolean known =
        project.getAttachedArtifacts().stream()
            .anyMatch(
                artifact ->
                    classifier.equals(artifact.getClassifier()) && file.equals(artifact.getFile()));
    if (!known) {
      helper.attachArtifact(project, type, classifier, file);
    }
  }
}
