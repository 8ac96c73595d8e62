def builds = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert builds.size() == 5

// Once for package and install; then only where the model is gone and nobody kept it.
assert builds.collect { it.count('Epoch 1/2') } == [1, 0, 1, 0, 0]

// What is wrong is said, with what is done about it.
def altered = 'the model that is there cannot be used: altered-outputs-model.jar was altered'
assert builds[1].contains("Not training, though $altered: the same model is in the cache.")
assert builds[2].contains("Training, since ${altered}.")
[3, 4].each { assert builds[it].contains('The model is up to date: same data, settings, seed and versions.') }
[1, 2, 3, 4].each { assert !builds[it].contains('Model and evaluation are up to date.') }

// One byte was altered.
def installed = { String suffix -> new File(localRepositoryPath, "dev/xray/it/altered-outputs/1.0/altered-outputs-1.0$suffix").bytes }
def model = installed('.jar')
def damaged = new File(basedir, 'altered.jar').bytes
assert model.length == damaged.length
assert (0..<model.length).findAll { model[it] != damaged[it] } == [1]

// Everything is again as it was when it was installed.
def output = new File(basedir, 'target/xray/altered-outputs')
assert new File(output, 'model/altered-outputs-model.jar').bytes == model
assert new File(output, 'evaluation/evaluation.json').bytes == installed('-evaluation.json')
assert new File(output, 'evaluation/published-report.html').bytes == installed('-report.html')
assert new File(output, 'evaluation/published-predictions.csv').bytes == installed('-predictions.csv')
assert new File(output, 'evaluation/report.html').isFile()
