package dev.xray.core.pipeline;

/** A placeholder until the recipes join. */
final class Recipe {
  private Recipe() {}
}
