package dev.xray.core.runtime;

/** Where the network runs. */
public enum Device {
  /** The first GPU if TensorFlow finds one, otherwise the CPU. */
  AUTO,
  /** The CPU, even if there is a GPU. */
  CPU,
  /** The first GPU; an error if TensorFlow finds none. */
  GPU
}
