package dev.xray.maven;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <collection>}: filled by Maven, field by field; see {@link CollectionSpecs}. */
public final class CollectionParameter {
  /** {@code <name>}: what sources call it; by default the last part of where it comes from. */
  @Nullable String name;

  /** {@code <git>}: URL of a repository. */
  @Nullable String git;

  /** {@code <commit>} of {@code <git>}: all 40 digits. */
  @Nullable String commit;

  /** {@code <tag>} of {@code <git>}, instead of a commit. */
  @Nullable String tag;

  /** {@code <folders>} of {@code <git>}: those that are needed; by default all. */
  @Nullable List<String> folders;

  /** {@code <kaggle>}: owner/dataset. */
  @Nullable String kaggle;

  /** {@code <version>} of {@code <kaggle>}. */
  @Nullable Integer version;

  /** {@code <url>}: of a file, mostly an archive. */
  @Nullable String url;

  /** {@code <sha256>} of the file that {@code <url>}, {@code <artifact>} or {@code <path>} name. */
  @Nullable String sha256;

  /** {@code <artifact>}: Maven coordinates of an archive. */
  @Nullable String artifact;

  /** {@code <path>}: a folder or archive of this machine. */
  @Nullable String path;

  /** {@code <server>}: id of a {@code <server>} of settings.xml. */
  @Nullable String server;
}
