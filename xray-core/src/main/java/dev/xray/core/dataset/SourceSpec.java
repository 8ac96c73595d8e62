package dev.xray.core.dataset;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One place where images of one class come from.
 *
 * @param name how reports and the manifest call it; unique within a data set
 * @param metadata CSV file whose rows name the images; if empty, every image file in the folder is
 *     taken
 * @param images the folder of the images
 * @param where column name to wanted value; all must match, ignoring case. A column is found
 *     however its name is written with capitals, blanks, underscores and hyphens. By default a
 *     value matches a path segment, or several in a row: {@code COVID-19} and {@code
 *     Viral/COVID-19} match {@code Pneumonia/Viral/COVID-19}, but not {@code COVID-19, ARDS}.
 *     {@code exact:V} matches the whole cell; {@code regex:R} a regular expression found anywhere
 *     in the cell ({@code ^} and {@code $} are its ends). A blank value matches a blank cell. An
 *     empty map takes every row
 * @param label the class of these images, one of the two {@link Classes}
 * @param balance whether images are sampled at random (seeded), so that this class has as many
 *     images as the other
 */
public record SourceSpec(
    String name,
    Optional<Path> metadata,
    Path images,
    Map<String, String> where,
    String label,
    boolean balance) {}
