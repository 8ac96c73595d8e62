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
import java.util.stream.Stream;

/**
 * Finds the masks that say where the lungs and the lesions of an image are: PNG files of the
 * image's shape, white where it is, black elsewhere, named as the image, beneath the same
 * sub-folders or beneath none: that of {@code a/b.jpg} is {@code a/b.png} or {@code b.png}. They
 * lie in folders that the user names, or in {@value #LUNGS} and {@value #LESIONS} beside the folder
 * of the images, as phantoms have them.
 *
 * <p>Immutable and thread-safe.
 */
public final class MaskFinder {
  /** Dotted name of the setting that names the folder of the masks of the lungs. */
  public static final String SETTING = "audit.lungMasks";

  /** Where the masks of the lungs are, beside the folder of the images. */
  public static final String LUNGS = "masks/lungs";

  /** Where the masks of the lesions are, beside the folder of the images. */
  public static final String LESIONS = "masks/lesions";

  private final Optional<Path> lungs;
  private final Optional<Path> lesions;

  private MaskFinder(Optional<Path> lungs, Optional<Path> lesions) {
    this.lungs = lungs;
    this.lesions = lesions;
  }

  /** Masks beside the images. */
  public static MaskFinder besideImages() {
    return new MaskFinder(Optional.empty(), Optional.empty());
  }

  /**
   * Masks of the lungs in a folder, those of the lesions beside the images.
   *
   * @param folder of the masks of the lungs of all sources; empty: beside the images too
   * @throws SettingException if it is no folder
   */
  public static MaskFinder withLungs(Optional<Path> folder) throws SettingException {
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      throw new SettingException(
          SETTING,
          "is "
              + folder.get()
              + ", which is no folder. Name one that holds a PNG for each image, white where there"
              + " is lung, or leave it out.");
    }
    return new MaskFinder(folder, Optional.empty());
  }

  /**
   * Masks of all sources in {@code lungs/} and {@code lesions/} of a folder, and nowhere else; one
   * of both may be missing.
   */
  public static MaskFinder in(Path folder) {
    return new MaskFinder(
        Optional.of(folder.resolve("lungs")), Optional.of(folder.resolve("lesions")));
  }

  /** The mask of the lungs of an image; empty where there is none. */
  public Optional<Path> lungs(LabeledImage image) {
    return lungs(image.path(), image.file());
  }

  /**
   * The mask of the lungs of an image; empty where there is none.
   *
   * @param image where it is
   * @param file the same, relative to the folder of the images, with {@code /}
   */
  public Optional<Path> lungs(Path image, String file) {
    return find(lungs, LUNGS, image, file);
  }

  /** The mask of the lesions of an image, see {@link #lungs(Path, String)}. */
  public Optional<Path> lesions(Path image, String file) {
    return find(lesions, LESIONS, image, file);
  }

  private static Optional<Path> find(
      Optional<Path> folder, String beside, Path image, String file) {
    Path masks = folder(folder, beside, image, file);
    return name(masks, file).map(masks::resolve);
  }

  /** The name of a mask in a folder of masks, if it is there. */
  private static Optional<String> name(Path masks, String file) {
    String png = file.replaceFirst("\\.[^./]*$", "") + ".png";
    return Stream.of(png, png.substring(png.lastIndexOf('/') + 1))
        .filter(name -> Files.isRegularFile(masks.resolve(name)))
        .findFirst();
  }

  private static Path folder(Optional<Path> folder, String beside, Path image, String file) {
    return folder.orElseGet(() -> images(image, file).resolveSibling(beside));
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
      add(digest, digests, folder(lungs, LUNGS, image.path(), image.file()), image.file());
      add(digest, digests, folder(lesions, LESIONS, image.path(), image.file()), image.file());
    }
    digests.save();
    return Hashes.hex(digest.digest());
  }

  /**
   * SHA-256 of the mask of the lungs of an image, in hex; empty where there is none.
   *
   * @param digests tell the SHA-256 of files
   * @throws XrayException if the mask is too large
   */
  public Optional<String> lungsDigest(LabeledImage image, FileDigests digests)
      throws XrayException, IOException {
    return sha256(digests, folder(lungs, LUNGS, image.path(), image.file()), image.file());
  }

  private static Optional<String> sha256(FileDigests digests, Path masks, String file)
      throws XrayException, IOException {
    Optional<String> name = name(masks, file);
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(digests.sha256(masks, name.get(), masks.resolve(name.get())));
  }

  private static void add(MessageDigest digest, FileDigests digests, Path masks, String file)
      throws XrayException, IOException {
    digest.update(sha256(digests, masks, file).map(HexFormat.of()::parseHex).orElse(new byte[1]));
  }

  /** The folder of the images. */
  private static Path images(Path image, String file) {
    Path folder = image.toAbsolutePath();
    for (int i = Path.of(file).getNameCount(); i > 0 && folder.getParent() != null; i--) {
      folder = folder.getParent();
    }
    return folder;
  }
}
