package dev.xray.maven.worker;

import dev.xray.maven.worker.WorkerEvent.FileRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What came of a task.
 *
 * @param summary lines for the end of the log
 * @param files what was written
 */
record TaskOutcome(List<String> summary, Map<FileRole, Path> files) {}
