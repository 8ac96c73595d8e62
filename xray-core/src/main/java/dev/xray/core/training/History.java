package dev.xray.core.training;

import java.util.List;
import java.util.OptionalInt;

/**
 * How training went.
 *
 * @param epochs one result for each epoch
 * @param bestEpoch the epoch whose weights were kept, where best weights were asked for
 */
public record History(List<EpochResult> epochs, OptionalInt bestEpoch) {
  /** Copies the list. */
  public History {
    epochs = List.copyOf(epochs);
  }
}
