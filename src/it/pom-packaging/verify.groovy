def log = new File(basedir, 'build.log').text
assert log.count('Skipped: this POM only holds modules together.') == 1
assert log.count('Skipped: xray.skip is set.') == 1
assert new File(basedir, 'target/xray/pom-packaging/model/pom-packaging-model.jar').isFile()
assert !new File(basedir, 'module/target/xray').exists()
