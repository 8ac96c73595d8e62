package dev.xray.core.audit.probe;

import dev.xray.core.XrayException;
import dev.xray.core.codec.GreyImage;
import dev.xray.core.codec.ImageCodec;
import dev.xray.core.dataset.LabeledImage;
import dev.xray.core.dataset.MaskFinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Originals in files.
 *
 * @param images the images
 * @param masks where the masks of their lungs are
 */
public record ImageFiles(List<LabeledImage> images, MaskFinder masks) implements Originals {
  /** Copies the list. */
  public ImageFiles {
    images = List.copyOf(images);
  }

  @Override
  public GreyImage decoded(int index) throws XrayException, IOException {
    return ImageCodec.decodeGrey(images.get(index).path());
  }

  @Override
  public Optional<GreyImage> mask(int index) throws XrayException, IOException {
    Optional<Path> file = file(index);
    return file.isEmpty() ? Optional.empty() : Optional.of(ImageCodec.decodeGrey(file.get()));
  }

  @Override
  public String name(int index) {
    return images.get(index).source() + "/" + images.get(index).file();
  }

  @Override
  public boolean hasMask(int index) {
    return file(index).isPresent();
  }

  private Optional<Path> file(int index) {
    return masks.lungs(images.get(index));
  }
}
