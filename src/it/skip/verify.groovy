def log = new File(basedir, 'build.log').text
assert log.count('Skipped: xray.skip is set.') == 7
['prepare', 'train', 'evaluate', 'predict', 'phantom'].each {
    assert log.count("Skipped: xray.${it}.skip is set.") == 1
}
assert !new File(basedir, 'target/xray').exists()
