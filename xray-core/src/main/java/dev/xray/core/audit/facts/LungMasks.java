package dev.xray.core.audit.facts;

import dev.xray.core.SettingException;
import dev.xray.core.dataset.Hashes;
import dev.xray.core.dataset.LabeledImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the lung masks of images: PNG files, white where there is lung, named as the images. They
 * lie in a folder that the user names, or in {@code masks/lungs} beside the folder of the images,
 * as phantoms have them.
 */
public final class LungMasks {
  /** Dotted name of the setting. */
  public static final String SETTING = "audit.lungMasks";

  private static final String BESIDE = "masks/lungs";

  private final Optional<Path> folder;

  private LungMasks(Optional<Path> folder) {
    this.folder = folder;
  }

  /**
   * Masks in a folder, or beside the images.
   *
   * @param folder of all masks; its files may lie in sub-folders as the images in those of their
   *     source
   * @throws SettingException if it is no folder
   */
  public static LungMasks in(Optional<Path> folder) throws SettingException {
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      throw new SettingException(
          SETTING,
          "is '" + folder.get() + "', which is no folder. Name the folder of the lung masks.");
    }
    return new LungMasks(folder);
  }

  /** The mask of an image; empty where there is none. */
  public Optional<Path> of(LabeledImage image) {
    Path file = Path.of(image.file());
    Path name = Path.of(png(file.getFileName().toString()));
    Path inFolders = file.getParent() == null ? name : file.resolveSibling(name);
    return candidates(image).stream()
        .flatMap(masks -> Stream.of(masks.resolve(inFolders), masks.resolve(name)))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /**
   * SHA-256 over the masks of images, in their order: changes with each mask that is altered, added
   * or removed.
   */
  public String digest(List<LabeledImage> images) throws IOException {
    MessageDigest digest = Hashes.sha256();
    for (LabeledImage image : images) {
      Optional<Path> mask = of(image);
      digest.update(
          mask.isEmpty() ? new byte[1] : Hashes.sha256().digest(Files.readAllBytes(mask.get())));
    }
    return Hashes.hex(digest.digest());
  }

  private List<Path> candidates(LabeledImage image) {
    if (folder.isPresent()) {
      return List.of(folder.get());
    }
    Path images = Origins.folder(image);
    Path parent = images.toAbsolutePath().getParent();
    return parent == null ? List.of() : List.of(parent.resolve(BESIDE));
  }

  private static String png(String name) {
    int dot = name.lastIndexOf('.');
    return (dot < 0 ? name : name.substring(0, dot)) + ".png";
  }
}
