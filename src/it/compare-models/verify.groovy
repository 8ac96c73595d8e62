import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert builds.size() == 3

// Each model's figures are released under its name.
def release = new File(localRepositoryPath, 'dev/xray/it/compare-models/1.0')
['first', 'second'].each {
    assert new File(release, "compare-models-1.0-$it-evaluation.json").isFile()
    assert new File(release, "compare-models-1.0-$it-predictions.csv").isFile()
}
assert builds[0].count('There is no release of dev.xray.it:compare-models yet') == 2

// Each with that of its own name, on the test set, the external set and the slices; nothing is trained for it.
['first', 'second'].each {
    assert builds[1].contains("Compared with dev.xray.it:compare-models:1.0: the model $it, on 12 images that both have tested")
    def comparison = new JsonSlurper().parse(new File(basedir, "target/xray/$it/comparison/comparison.json"))
    def own = new JsonSlurper().parse(new File(basedir, "target/xray/$it/evaluation/evaluation.json"))
    assert comparison.baseline.name == it
    assert comparison.sameTestSet
    assert comparison.externalSets*.name == ['elsewhere']
    assert comparison.externalSets[0].sameImages && comparison.externalSets[0].paired.images == 24
    assert comparison.slices.collect { slice -> [slice.column, slice.value, slice.paired.images] } ==
            own.sets.test.slices.collect { slice -> ['sex', slice.value, slice.images] }
    assert comparison.slices*.tooSmall.every()
    assert comparison.onlyCurrent == [externalSets: [], slices: []]
}
assert builds[1].count('External set elsewhere, on 24 images that both have tested') == 2
assert !builds[1].contains('Epoch 1/')

// GitHub's page of the job: both comparisons, once each, nothing of this machine in them.
def summary = new File(basedir, 'step-summary.md').text
['first', 'second'].each {
    assert summary.count("# $it: this build against dev.xray.it:compare-models:1.0\n") == 1
}
assert summary.count('## External set elsewhere: on the same images') == 2
assert summary.count('## Slices of the test set, on the same images') == 2
assert !summary.contains(basedir.path)

// What is published says nothing of who is in a slice; what stays here does.
assert !new File(release, 'compare-models-1.0-first-predictions.csv').readLines()[0].contains('slice')
assert new File(basedir, 'target/xray/first/evaluation/predictions.csv').readLines()[0].endsWith(',slice_sex,notice')

// The release has no model of that name: another's figures do not stand in for it, and nothing is left that looks so.
assert builds[2] =~ /<baseline> \(-Dxray.baseline\) is dev\.xray\.it:compare-models:1\.0, but there is no such artifact \(tried dev\.xray\.it:compare-models:json:third-evaluation:1\.0\) in the local repository/
assert new File(basedir, 'target/xray/third/evaluation/evaluation.json').isFile()
assert !new File(basedir, 'target/xray/third/comparison/comparison.json').exists()
def failed = new File(basedir, 'third-summary.md').text
assert failed.count('# first: this build against dev.xray.it:compare-models:1.0') == 1
assert failed.contains('third')
assert !failed.contains('# third: this build')
