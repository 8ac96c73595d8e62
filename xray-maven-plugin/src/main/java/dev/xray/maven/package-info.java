/**
 * The goals: read parameters, check them, build a task, run it in the worker, attach results, word
 * errors. Loads no native library and never calls the pipeline itself.
 */
@NullMarked
package dev.xray.maven;

import org.jspecify.annotations.NullMarked;
