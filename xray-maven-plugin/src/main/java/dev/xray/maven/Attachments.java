package dev.xray.maven;

import dev.xray.core.SettingException;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Attaches what leaves the machine: the model, the evaluation's figures, and report and predictions
 * in the form that holds no patient's pixels, file name or id.
 */
final class Attachments {
  /** Of a project whose artifact is a model. */
  static final String PACKAGING = "xray-model";

  private static final String MODEL = "model";

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

  /**
   * Attaches the model bundle: as the project's own artifact where its packaging is {@code
   * xray-model}, or else as {@code jar} with classifier {@code model}.
   */
  void model(Path file) throws SettingException {
    if (modelClassifier().isEmpty()) {
      project.getArtifact().setFile(file.toFile());
    } else {
      attach("jar", MODEL, file);
    }
  }

  /** Classifier of the model; empty where it is the project's own artifact. */
  String modelClassifier() {
    return project.getPackaging().equals(PACKAGING) && isMain() ? "" : classifier(MODEL);
  }

  /** Attaches the figures as {@code json} with classifier {@code evaluation}. */
  void evaluation(Path file) throws SettingException {
    attach("json", "evaluation", file);
  }

  /** Attaches what the audit says as {@code json} with classifier {@code audit}. */
  void audit(Path file) throws SettingException {
    attach("json", "audit", file);
  }

  /** Attaches the figures as {@code json} with classifier {@code cross-validation}. */
  void crossValidation(Path file) throws SettingException {
    attach("json", "cross-validation", file);
  }

  /** Attaches the page as {@code html} with classifier {@code report}. */
  void report(Path file) throws SettingException {
    attach("html", "report", file);
  }

  /** Attaches the table as {@code csv} with classifier {@code predictions}. */
  void predictions(Path file) throws SettingException {
    attach("csv", "predictions", file);
  }

  private boolean isMain() {
    return name.equals(project.getArtifactId());
  }

  private String classifier(String kind) {
    return isMain() ? kind : name + "-" + kind;
  }

  /** A file that is attached already stays so: evaluate may follow train. */
  private void attach(String type, String kind, Path path) throws SettingException {
    File file = path.toFile();
    String classifier = classifier(kind);
    for (Artifact attached : project.getAttachedArtifacts()) {
      if (classifier.equals(attached.getClassifier()) && type.equals(attached.getType())) {
        if (file.equals(attached.getFile())) {
          return;
        }
        throw new SettingException(
            "name",
            "is '"
                + name
                + "', but this project has another model of that name already ("
                + attached.getFile()
                + "): give each execution a <name> of its own.");
      }
    }
    helper.attachArtifact(project, type, classifier, file);
  }
}
