def log = new File(basedir, 'build.log').text
def folder = new File(basedir, 'target/xray/direct-call')
assert new File(folder, 'manifest.json').isFile()

// evaluate trains first, since nothing is there.
assert log.count('Epoch 1/1') == 1
assert new File(folder, 'evaluation/evaluation.json').isFile()
assert new File(folder, 'predictions/predictions.csv').readLines().size() == 49
assert new File(folder, 'predictions/predictions.json').isFile()
