def log = new File(basedir, 'build.log').text
def errors = log.readLines().findAll { it.startsWith('[ERROR]') }

// One error of its own that says what, where and what to do.
assert log.contains(new File(basedir, 'images/covid/broken.png').path + ' is truncated')
assert errors.count { it.contains('Failed to execute goal') } == 1

// No stack trace, nothing that looks like a result.
assert !(log =~ /(?m)^\s+at [\w.$]+\(/)
assert !new File(basedir, 'target/xray/error-unreadable-image/model').exists()
assert !new File(basedir, 'target/xray/error-unreadable-image/evaluation').exists()
assert !new File(localRepositoryPath, 'dev/xray/it/error-unreadable-image').exists()
