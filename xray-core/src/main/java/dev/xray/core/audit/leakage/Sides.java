package dev.xray.core.audit.leakage;

import dev.xray.core.audit.NamedImage;
import dev.xray.core.dataset.LabeledImage;
import java.util.List;
import java.util.Optional;

/**
 * How images stand towards each other in what the network learns from and is tested on, and in
 * which words that is told. An image is its position in {@link #images()}.
 */
interface Sides {
  /** All images. */
  List<LabeledImage> images();

  /**
   * The images of a group where they leak: the network learns from one, or is chosen by it, and is
   * tested on, or chosen by, another. Empty where they do not.
   */
  Optional<List<NamedImage>> leak(List<Integer> group);

  /** The images of a group, wherever they stand. */
  List<NamedImage> named(List<Integer> group);

  /** Whether copies that do not leak need not be spoken of. */
  boolean harmless(List<Integer> group);

  /** Images of each patient who stands on both sides. */
  List<List<NamedImage>> patients();

  /** Where pictures that leak stand, such as {@code on both sides of the split}. */
  String apart(List<List<NamedImage>> groups);

  /** Where pictures stand that do not leak, such as {@code on one side of the split}. */
  String together();

  /** Where patients who leak stand, such as {@code in more than one part of the split}. */
  String patientsApart();

  /** What to do about copies. */
  String remedy();
}
