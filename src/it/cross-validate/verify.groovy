import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert builds.size() == 7
def trainings = { String build -> (build =~ /Repeat \d of 2, fold \d of 3: training, since/).count }

// What was trained before the worker was killed is not trained again, and the end is the same, byte for byte.
assert builds[0].contains('The worker was killed (SIGKILL).')
assert (builds[1] =~ /[1-5] of 6 folds are up to date\./).find()
assert trainings(builds[1]) in 1..5
def files = ['cross-validation.json', 'cross-validation.csv', 'cross-validation.md']
files.each {
    def resumed = new File(basedir, "target/xray/cross-validate/cross-validation/$it").bytes
    assert resumed == new File(basedir, "target/uninterrupted/cross-validation/$it").bytes
}
assert trainings(builds[3]) == 6
assert builds[3].contains('1 of 6 trainings done, about')

// One line a fold in batch mode, none an epoch.
assert (builds[3] =~ /Repeat \d of 2, fold \d of 3: 2 epochs - loss /).count == 6
assert builds.every { !it.contains('Epoch ') }

// The third build forks no JVM, shows the figures and attaches them.
assert builds[2].contains('The cross-validation is up to date: same data, settings, seed and versions.')
assert builds[2].contains('ROC AUC')
assert !builds[2].contains('The worker took')
def attached = new File(localRepositoryPath, 'dev/xray/it/cross-validate/1.0/cross-validate-1.0-cross-validation.json')
def figures = new JsonSlurper().parse(attached)
assert figures.folds == 3 && figures.repeats == 2 && figures.groupedByPatient
assert figures.perFold.size() == 6
assert figures.perRepeat.every { it.figures.images == figures.pooled.images }
(1..2).each { repeat ->
    assert figures.perFold.findAll { it.repeat == repeat }.sum { it.figures.images } == figures.pooled.images
}

// One row an image and repeat; what is attached names no file.
def rows = new File(basedir, 'target/xray/cross-validate/cross-validation/cross-validation.csv').readLines().drop(1)
assert rows.size() == 2 * figures.pooled.images
rows.each { assert !attached.text.contains(it.split(',')[3]) }

// Two workers trained each fold once; the last one only put the results together.
assert builds[4].contains('2 workers of 1 threads train the folds.')
assert trainings(builds[4]) == 6
assert builds[4].contains('6 of 6 folds are up to date.')
assert new File(basedir, 'target/together/cross-validation/cross-validation.json').isFile()

assert builds[5].contains("<folds> (-Dxray.folds) is 1, but must be at least 2, or 'sources'.")
assert builds[6].contains('<folds> (-Dxray.folds) cannot be used: without fold')
