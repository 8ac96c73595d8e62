def log = new File(basedir, 'build.log').text
def errors = log.readLines().findAll { it.startsWith('[ERROR]') }

// One error of its own that says what, where and what to do.
assert log.contains('<training.epoch> in <settings> (-Dxray.settings.training.epoch)')
assert log.contains('training.epochs')
assert errors.count { it.contains('Failed to execute goal') } == 1

// No stack trace, nothing that looks like a result.
assert !(log =~ /(?m)^\s+at [\w.$]+\(/)
assert !new File(basedir, 'target/xray/error-unknown-setting/model').exists()
assert !new File(basedir, 'target/xray/error-unknown-setting/evaluation').exists()
assert !new File(localRepositoryPath, 'dev/xray/it/error-unknown-setting').exists()
