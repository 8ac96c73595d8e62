def builds = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert builds.size() == 11

def differ = 'THE TEST SETS DIFFER: 12 images here, 12 in dev.xray.it:compare:1.1, 1 in both. Figures of the whole test ' +
        'sets stand side by side, and their differences are no evidence; tests rest on the 1 common image alone.'
def learned = 'dev.xray.it:compare:1.1 HAS LEARNED FROM 11 images of this test set (training or validation): a comparison ' +
        'on them would be unfair, and the tests leave them out.'
def repeated = "Some patients have several of these images. The intervals and DeLong's test allow for that; McNemar's p does " +
        'not: it takes images for independent, and is too small where those of a patient go together.'

// No release yet: said, with the places that were asked, and no failure. Offline nobody can tell: a failure.
assert builds[0] =~ /There is no release of dev\.xray\.it:compare yet, neither in the local repository nor in .*it-server/
assert builds[0].contains('Nothing to compare with. To name something: -Dxray.baseline=<version>')
assert builds[1].contains('<baseline> (-Dxray.baseline) names no version, and which releases dev.xray.it:compare has cannot ' +
        'be told: the local repository knows none, and Maven is offline (-o). Name a version that the local repository has, ' +
        'or an evaluation.json.')

// The newest release, by coordinates too: another seed, so another split.
[4, 6].each {
    assert builds[it].contains('[WARNING] ' + differ)
    assert builds[it].contains('[WARNING] ' + learned)
    assert builds[it].contains('Compared with dev.xray.it:compare:1.1: the model compare, on 1 image that both have tested')
}

// A version of the same split and seed: the same weights, so no difference.
assert builds[5].contains('Compared with dev.xray.it:compare:1.0: the model compare, on 12 images that both have tested ' +
        '(6 covid, 6 normal)')
assert builds[5].contains('[WARNING] ' + repeated)
assert !builds[5].contains('THE TEST SETS DIFFER')
assert builds[5] =~ /ROC AUC +(0\.\d{3}) +\1 +0\.000 +p 1\.000 \(DeLong, paired, by patient \(Obuchowski\)\)/
assert builds[5].count('0.000 [-0.490, +0.490]      p 1.000 (McNemar, exact: right alone 0 here, 0 there)') == 2

// A file of the same split and other weights: it is what stands in the folder in the end.
assert builds[7].contains('Compared with compare-1.0-evaluation.json: the model compare, on 12 images that both have tested')
assert !builds[7].contains('HAS LEARNED FROM')
assert builds[7] =~ /log loss .* [-+][<0].* \[[-+]0\.\d{3}, [-+]0\.\d{3}\]/

// What is not there, cannot be read, or is not evaluated.
assert builds[8] =~ /<baseline> \(-Dxray.baseline\) is dev\.xray\.it:compare:9\.9, but there is no such artifact \(tried dev\.xray\.it:compare:json:evaluation:9\.9\) in the local repository, nor in .*it-server/
assert builds[9].contains('is an evaluation of format 1, but this version of xray reads format 2. Evaluate that model again')
assert builds[10] =~ /There is no evaluation of compare in .*\. Evaluate first: mvn xray:evaluate xray:compare/

// No goal but the builds themselves trains, the third is up to date, and a failed comparison leaves none behind.
assert builds.collect { it.contains('Epoch 1/') } == [true, false, false, true, true, true, false, true, false, false, false]
assert !new File(basedir, 'target').exists()

// GitHub's page of the job: the evaluation, then the comparison, once each; nothing of this machine in it.
def summary = new File(basedir, 'step-summary.md').text
assert summary.startsWith('## compare: covid or normal')
assert summary.count('# compare: this build against dev.xray.it:compare:1.1') == 1
assert summary.contains('- **Note:** ' + differ)
assert summary.contains('## On the same images')
assert summary.contains('## Whole test sets side by side')
assert !summary.contains(basedir.path)
