/**
 * Gates: what an evaluation must show before a build may go on, and the words for what it does not
 * show. Pure arithmetic: imports the evaluation and the root package, knows no files.
 */
@NullMarked
package dev.xray.core.evaluation.gate;

import org.jspecify.annotations.NullMarked;
