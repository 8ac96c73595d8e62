package dev.xray.core.dataset;

import dev.xray.core.SettingException;
import dev.xray.core.XrayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Finds the masks that say where the lungs of an image are: PNG files of the image's shape, white
 * where there is lung, black elsewhere, named as the image, beneath the same sub-folders or beneath
 * none: that of {@code a/b.jpg} is {@code a/b.png} or {@code b.png}. They lie in a folder that the
 * user names, or in {@code masks/lungs} beside the folder of the images, as phantoms have them.
 */
public final class LungMasks {
  /** Dotted name of the setting that names the folder. */
  public static final String SETTING = "audit.lungMasks";

  private static final String BESIDE = "masks/lungs";

  private final Optional<Path> folder;

  private LungMasks(Optional<Path> folder) {
    this.folder = folder;
  }

  /**
   * Masks in a folder, or beside the images.
   *
   * @param folder of the masks of all sources
   * @throws SettingException if it is no folder
   */
  public static LungMasks in(Optional<Path> folder) throws SettingException {
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      throw new SettingException(
          SETTING,
          "is "
              + folder.get()
              + ", which is no folder. Name one that holds a PNG for each image, white where there"
              + " is lung, or leave it out.");
    }
    return new LungMasks(folder);
  }

  /** The mask of an image; empty where there is none. */
  public Optional<Path> of(LabeledImage image) {
    Path masks = folder(image);
    String file = image.file();
    String png = file.substring(0, file.lastIndexOf('.') + 1) + "png";
    for (String name : new String[] {png, png.substring(png.lastIndexOf('/') + 1)}) {
      Path mask = masks.resolve(name);
      if (Files.isRegularFile(mask)) {
        return Optional.of(mask);
      }
    }
    return Optional.empty();
  }

  /**
   * SHA-256 over the masks of images, in their order: changes with each mask that is altered, added
   * or removed.
   *
   * @param digests tell the SHA-256 of files
   * @throws XrayException if a mask is too large
   */
  public String digest(List<LabeledImage> images, FileDigests digests)
      throws XrayException, IOException {
    MessageDigest digest = Hashes.sha256();
    for (LabeledImage image : images) {
      Optional<Path> mask = of(image);
      if (mask.isEmpty()) {
        digest.update(new byte[1]);
      } else {
        Path masks = folder(image);
        String name = masks.relativize(mask.get()).toString();
        digest.update(HexFormat.of().parseHex(digests.sha256(masks, name, mask.get())));
      }
    }
    digests.save();
    return Hashes.hex(digest.digest());
  }

  private Path folder(LabeledImage image) {
    return folder.orElseGet(() -> images(image).resolveSibling(BESIDE));
  }

  /** The folder of the images of its source. */
  private static Path images(LabeledImage image) {
    Path folder = image.path().toAbsolutePath();
    for (int i = Path.of(image.file()).getNameCount(); i > 0 && folder.getParent() != null; i--) {
      folder = folder.getParent();
    }
    return folder;
  }
}
