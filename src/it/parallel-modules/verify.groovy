def log = new File(basedir, 'build.log').text
['one', 'two'].each {
    assert new File(basedir, "$it/target/xray/$it/manifest.json").isFile()
    assert log.contains('Manifest: ' + new File(basedir, "$it/target/xray/$it/manifest.json"))
}
return true
