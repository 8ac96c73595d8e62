def log = new File(basedir, 'build.log').text
def errors = log.readLines().findAll { it.startsWith('[ERROR]') }

// One error of its own that says what, where and what to do.
assert log.contains('<images> of <source> 1 in <sources> is ' + new File(basedir, 'covid-chestxray-dataset/imges') +
        ', but there is no such folder.')
assert log.contains('Correct it in the configuration of xray-maven-plugin for ' + new File(basedir, 'pom.xml'))
assert errors.count { it.contains('Failed to execute goal') } == 1

// No stack trace, nothing that looks like a result.
assert !(log =~ /(?m)^\s+at [\w.$]+\(/)
assert !new File(basedir, 'target/xray/error-wrong-path/model').exists()
assert !new File(basedir, 'target/xray/error-wrong-path/evaluation').exists()
assert !new File(localRepositoryPath, 'dev/xray/it/error-wrong-path').exists()
