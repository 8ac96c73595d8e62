def log = new File(basedir, 'build.log').text
def errors = log.readLines().findAll { it.startsWith('[ERROR]') }

// One error of its own that says what, where and what to do.
assert log.contains('<images> of <source> 1 in <sources> is ' + new File(basedir, 'images/covid') +
        ', which holds no image files')
assert errors.count { it.contains('Failed to execute goal') } == 1

// No stack trace, nothing that looks like a result.
assert !(log =~ /(?m)^\s+at [\w.$]+\(/)
assert !new File(basedir, 'target/xray/error-empty-class/model').exists()
assert !new File(basedir, 'target/xray/error-empty-class/evaluation').exists()
assert !new File(localRepositoryPath, 'dev/xray/it/error-empty-class').exists()
