package dev.xray.core.model;

/** Where things stand in a bundle. */
final class BundleLayout {
  /** Folder of all models on a class path. */
  static final String ROOT = "META-INF/xray/";

  static final String DESCRIPTION = "model.json";
  static final String SAVED_MODEL = "saved_model/saved_model.pb";
  static final String SUMS = "SHA256SUMS";

  private BundleLayout() {}

  /** Folder of one model in a jar, ending with a slash. */
  static String folder(String name) {
    return ROOT + name + "/";
  }
}
