def maps = new File(basedir, 'target/maven-maps.txt').text
assert maps.contains('libjvm.so')
assert !(maps =~ /(?i)tensorflow|jnijavacpp|javacpp|opencv/)

// The worker's libraries would have been found under these names.
assert new File(basedir, 'target/xray/no-natives-in-maven/evaluation/evaluation.json').isFile()
