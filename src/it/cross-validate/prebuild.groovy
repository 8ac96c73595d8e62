// Kills the worker of the first run with SIGKILL as soon as it trains its second model.
def log = new File(basedir, 'build.log')

Thread.startDaemon('killer') {
    def deadline = System.currentTimeMillis() + 300_000
    while (System.currentTimeMillis() < deadline) {
        if (log.exists() && log.text.contains('Repeat 1 of 2, fold 2 of 3: training')) {
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
