package dev.xray.core.model;

/** Where things stand in a bundle. */
final class BundleLayout {
  /** Folder of all models on a class path. */
  static final String ROOT = "META-INF/xray/";

  static final String DESCRIPTION = "model.json";
  static final String SAVED_MODEL = "saved_model/saved_model.pb";
  static final String ONNX = "model.onnx";
  static final String SUMS = "SHA256SUMS";

  /** Folder of the golden inputs, ending with a slash. */
  static final String GOLDEN = "golden/";

  /** What the golden inputs give. */
  static final String GOLDEN_INPUTS = GOLDEN + "golden.json";

  private BundleLayout() {}

  /** Folder of one model in a jar, ending with a slash. */
  static String folder(String name) {
    return ROOT + name + "/";
  }
}
