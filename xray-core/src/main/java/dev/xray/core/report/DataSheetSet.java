package dev.xray.core.report;

import dev.xray.core.codec.GreyImage;
import dev.xray.core.dataset.LicenceCount;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a set of images holds.
 *
 * @param name {@value #DATA_SET}, or that of an external set
 * @param images of each class, by its name
 * @param patients different known patients
 * @param imagesWithoutPatient images whose patient is not known
 * @param licences how many images have which licence
 * @param breakdowns what is known of the images, property by property
 * @param pictures some of the images, those of one source and class together
 */
public record DataSheetSet(
    String name,
    Map<String, Integer> images,
    int patients,
    int imagesWithoutPatient,
    List<LicenceCount> licences,
    List<Breakdown> breakdowns,
    List<Picture> pictures) {
  /** What is learned from and tested on. */
  public static final String DATA_SET = "data set";

  /** Copies the collections. */
  public DataSheetSet {
    images = Map.copyOf(images);
    licences = List.copyOf(licences);
    breakdowns = List.copyOf(breakdowns);
    pictures = List.copyOf(pictures);
  }

  /**
   * One of the images.
   *
   * @param source where it comes from
   * @param label its class
   * @param file its name
   * @param picture the image itself; empty where it cannot be decoded
   */
  public record Picture(String source, String label, String file, Optional<GreyImage> picture) {}

  /** Images of both classes. */
  int total() {
    return images.values().stream().mapToInt(Integer::intValue).sum();
  }
}
