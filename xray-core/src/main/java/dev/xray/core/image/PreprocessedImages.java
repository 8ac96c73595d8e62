package dev.xray.core.image;

import java.util.List;

/**
 * Images as the network sees them, and what they were before.
 *
 * @param pixels after preprocessing
 * @param digests for each image the {@link PixelDigest} of the decoded image, before preprocessing:
 *     names it by what it shows, whatever its file is called and however it was compressed without
 *     loss
 */
public record PreprocessedImages(Pixels pixels, List<String> digests) {
  /** Copies the list and checks that there is one digest each. */
  public PreprocessedImages {
    digests = List.copyOf(digests);
    if (digests.size() != pixels.size()) {
      throw new IllegalArgumentException(
          pixels.size() + " images, but " + digests.size() + " digests");
    }
  }
}
