package dev.xray.core.pipeline;

import dev.xray.core.XrayException;
import dev.xray.core.dataset.Licence;
import dev.xray.core.dataset.Licences;
import java.io.IOException;
import java.util.Collection;

/** Whether pictures of a job's data set may leave the machine. */
public final class Publication {
  private Publication() {}

  /**
   * Makes sure that the licence of every image lets anybody publish it. Reads the data set, writes
   * nothing and loads no native library.
   *
   * @param accepted licences under which they may be published all the same; {@value
   *     Licence#UNKNOWN} stands for images without one
   * @throws XrayException if an image has another licence, or the data set cannot be used
   */
  public static void check(Job job, Collection<String> accepted) throws XrayException, IOException {
    Licences.check(PrepareStep.read(CheckedJob.of(job)).everything(), accepted);
  }
}
