package dev.xray.core.pipeline;

import dev.xray.core.Seed;
import dev.xray.core.SettingException;
import dev.xray.core.dataset.FileDigests;
import dev.xray.core.image.RecordCache;
import dev.xray.core.model.ModelDescription;
import dev.xray.core.report.ModelCard;
import java.nio.file.Path;

/**
 * A job whose settings have been found good.
 *
 * @param job as told
 * @param recipe with its overrides
 * @param seed of every random choice
 * @param workspace where files are
 */
record CheckedJob(Job job, Recipe recipe, Seed seed, Workspace workspace) {
  static CheckedJob of(Job job) throws SettingException {
    ModelDescription.validateName(job.name());
    if (job.checkpointEvery() < 0) {
      throw new SettingException(
          "checkpointEvery", "is " + job.checkpointEvery() + ", but must be 0 (never) or more.");
    }
    if (job.imageCacheSize() < 0) {
      throw new SettingException(
          "imageCacheSize", "is " + job.imageCacheSize() + ", but must be 0 or more MB.");
    }
    Recipe recipe = Recipe.named(job.recipe()).with(job.settings());
    recipe.validate();
    job.runtime().validate();
    ModelCard.validate(job.modelCard());
    job.audit().validate();
    ExternalSet.validate(job.externalSets(), job.dataset());
    return new CheckedJob(
        job, recipe, new Seed(job.seed()), new Workspace(job.folder(), job.name()));
  }

  /** Tells the digests of image files. */
  FileDigests digests() {
    FileDigests digests = FileDigests.rememberedIn(imageCache().resolve("digests"));
    return job.rehash() ? digests.rehashing() : digests;
  }

  /** What was made from images by decoding them. */
  RecordCache records() {
    return RecordCache.in(
        imageCache().resolve("decoded"), job.imageCacheSize() * 1_000_000L, Versions.ofDecoding());
  }

  private Path imageCache() {
    return job.imageCache().orElseGet(workspace::imageCache);
  }
}
