def log = new File(basedir, 'build.log').text
def folder = new File(basedir, 'target/xray/train-and-evaluate')

['manifest.json', 'model/train-and-evaluate-model.jar', 'training.json', 'history.json', 'learning-curve.png',
 'evaluation/evaluation.json', 'evaluation/predictions.csv', 'evaluation/report.html', 'worker.log'].each {
    assert new File(folder, it).length() > 0: "$it is missing"
}
assert new File(folder, 'tmp').list().length == 0

// One line an epoch in batch mode, a table, the report's place, what it cost.
assert log =~ /Epoch 1\/2 - loss \d/
assert log =~ /Epoch 2\/2 - loss \d/
assert log.contains('sensitivity') || log.contains('Sensitivity')
assert log.contains('Report: ' + new File(folder, 'evaluation/report.html'))
assert log =~ /The worker took \d/
assert !log.contains('\r')

// The second build trains nothing, and attaches all the same.
assert log.count('Epoch 1/2') == 1
assert log.contains('up to date')

def installed = new File(localRepositoryPath, 'dev/xray/it/train-and-evaluate/1.0')
assert new File(installed, 'train-and-evaluate-1.0-model.jar').bytes ==
        new File(folder, 'model/train-and-evaluate-model.jar').bytes
assert new File(installed, 'train-and-evaluate-1.0-evaluation.json').bytes ==
        new File(folder, 'evaluation/evaluation.json').bytes

// What is attached names no file and no patient.
def images = new File(basedir, '../setup/target/xray/phantoms/images').list()
def figures = new File(installed, 'train-and-evaluate-1.0-evaluation.json').text
assert images.every { !figures.contains(it) }
