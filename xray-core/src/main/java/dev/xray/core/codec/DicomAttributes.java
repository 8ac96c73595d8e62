package dev.xray.core.codec;

import java.util.Optional;

/**
 * What is kept of a DICOM file's header beside what its pixels need. Nothing else of it is read: no
 * name, no date, no institution, no comment.
 *
 * @param patient Patient ID (0010,0020), as written
 * @param view View Position (0018,5101), such as {@code PA}
 * @param sex Patient's Sex (0010,0040): {@code M}, {@code F} or {@code O}
 * @param age Patient's Age (0010,1010), such as {@code 045Y}
 * @param modality Modality (0008,0060), such as {@code DX} or {@code CR}
 */
public record DicomAttributes(
    Optional<String> patient,
    Optional<String> view,
    Optional<String> sex,
    Optional<String> age,
    Optional<String> modality) {
  /** Nothing is known. */
  public static final DicomAttributes NONE =
      new DicomAttributes(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
