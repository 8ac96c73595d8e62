def log = new File(basedir, 'build.log').text
assert new File(basedir, 'target/xray/phantoms/images').list().size() == 4
assert new File(basedir, 'target/xray/predictions/predictions.csv').readLines().size() == 5
assert log.contains('xray:predict')

// The cure names a command, for there is no POM to correct.
assert log.contains('<model> (-Dxray.model) is missing')
assert log =~ /A command that works: mvn dev\.xray:xray-maven-plugin:.*:predict -Dxray\.model=/
