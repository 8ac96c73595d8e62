// Kills the worker of the first run with SIGKILL as soon as it has trained two epochs.
def checkpoint = new File(basedir, 'target/xray/kill-and-resume/checkpoint')
def log = new File(basedir, 'build.log')

Thread.startDaemon('killer') {
    def deadline = System.currentTimeMillis() + 300_000
    while (System.currentTimeMillis() < deadline) {
        if (log.exists() && log.text.contains('Epoch  2/12') && checkpoint.exists()) {
            ProcessHandle.allProcesses()
                    .filter { it.info().commandLine().orElse('').contains("${basedir}/target/xray") }
                    .filter { it.info().commandLine().orElse('').contains('WorkerMain') }
                    .forEach { it.destroyForcibly() }
            return
        }
        Thread.sleep(5)
    }
}
return true
