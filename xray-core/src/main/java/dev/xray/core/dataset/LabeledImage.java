package dev.xray.core.dataset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.xray.core.XrayException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One image with its label and what is known about it.
 *
 * @param path where the file is on this machine; not part of the manifest's JSON, and of no digest
 * @param source name of the {@link SourceSpec}
 * @param file path relative to the source's image folder, with {@code /}
 * @param label name of its class
 * @param sha256 of the file's bytes, lower-case hex
 * @param patient patient id, unique over all sources: prefixed with the name of the source, or,
 *     where several sources read one metadata file, of the first of them, since its patients are
 *     the same people in each, or, where it is from a DICOM file's header, with {@code dicom};
 *     empty if unknown
 * @param view such as {@code PA}; empty if unknown
 * @param sex such as {@code M}; empty if unknown
 * @param age in years as written; empty if unknown
 * @param licence as written; empty if unknown
 * @param metadata every other column with a value, by its header, trimmed
 */
public record LabeledImage(
    @JsonIgnore Path path,
    String source,
    String file,
    String label,
    String sha256,
    Optional<String> patient,
    Optional<String> view,
    Optional<String> sex,
    Optional<String> age,
    Optional<String> licence,
    Map<String, String> metadata) {
  /**
   * Makes sure that the file is what was listed.
   *
   * @param bytes of the file now
   * @throws XrayException if they are others
   */
  public void checkUnchanged(byte[] bytes) throws XrayException {
    checkUnchanged(path, bytes, sha256);
  }

  /**
   * Makes sure that a file that belongs to an image is what it was.
   *
   * @param bytes of the file now
   * @param sha256 of the file then, in hex
   * @throws XrayException if they are others
   */
  public static void checkUnchanged(Path file, byte[] bytes, String sha256) throws XrayException {
    if (!Hashes.sha256(bytes).equals(sha256)) {
      throw new XrayException(
          file
              + " has changed while xray was running, or before, without a change of its size and"
              + " time. Run it again with rehash set to true (-Dxray.rehash).");
    }
  }
}
