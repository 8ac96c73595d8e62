/**
 * The forked JVM: maps a request to the pipeline and reports back. The only package of the plugin
 * in whose JVM TensorFlow and OpenCV are loaded. What both sides exchange, {@link
 * dev.xray.maven.worker.WorkerRequest}, {@link dev.xray.maven.worker.WorkerTask} and {@link
 * dev.xray.maven.worker.WorkerEvent}, is defined here and touches no native. Imports nothing of
 * Maven's.
 */
@NullMarked
package dev.xray.maven.worker;

import org.jspecify.annotations.NullMarked;
