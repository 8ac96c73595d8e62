def log = new File(basedir, 'build.log').text
def errors = log.readLines().findAll { it.startsWith('[ERROR]') }

// One error of its own that says what, where and what to do.
assert log =~ /<thresholds> \(-Dxray\.thresholds\) .*1\.5/
assert log =~ /A command that works: mvn dev\.xray:xray-maven-plugin:.*:train -Dxray\.thresholds=0\.5,0\.45/
assert errors.count { it.contains('Failed to execute goal') } == 1

// No stack trace, nothing that looks like a result.
assert !(log =~ /(?m)^\s+at [\w.$]+\(/)
assert !new File(basedir, 'target/xray/error-threshold/model').exists()
assert !new File(basedir, 'target/xray/error-threshold/evaluation').exists()
assert !new File(localRepositoryPath, 'dev/xray/it/error-threshold').exists()
