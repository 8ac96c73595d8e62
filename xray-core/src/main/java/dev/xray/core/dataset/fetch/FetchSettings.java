package dev.xray.core.dataset.fetch;

import dev.xray.core.SettingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How collections are fetched.
 *
 * @param directory where they are kept, for all projects together; several processes may use it at
 *     the same time
 * @param lockFile what was fetched, see {@link LockFile}; empty: nobody compares
 * @param updateLock whether another content than the lock file's is accepted, and written to it
 * @param offline whether nothing may be asked of the network
 * @param timeout after which a server that does not answer, or sends nothing more, is given up
 * @param proxies which proxy to take to an address
 */
public record FetchSettings(
    Path directory,
    Optional<Path> lockFile,
    boolean updateLock,
    boolean offline,
    Duration timeout,
    Proxies proxies) {
  /** Checks the values. */
  public void validate() throws SettingException {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new SettingException(
          "fetchTimeout", "is " + timeout.toSeconds() + ", but must be 1 second or more.");
    }
  }
}
