import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert builds.size() == 8

assert builds[0].contains('there is no such file: train first, or name a model.')

// The test set: trained first, held against the phantoms' masks, errors first.
assert builds[1].contains('Epoch 1/')
assert builds[1].contains('4 of 12 images')
assert builds[1].contains('A map shows where the score reacts, not why, and not that it is right.')
assert builds[1].contains('Explanations: ' + new File(basedir, 'target/xray/explain/explanations/explain.html'))

// Images that are named: nothing is trained, their truth is not known.
assert !builds[2].contains('Epoch 1/')
assert builds[2].contains('2 of 48 images')
def named = new JsonSlurper().parse(new File(basedir, 'named/explanations.json'))
assert named.method == 'grad-cam'
assert named.images.size() == 2
assert named.images.every { it.label == null && new File(basedir, 'named/' + it.overlay).length() > 0 }
assert named.figures.methods[0].randomised.size() == 4

assert builds[3].contains("<method> (-Dxray.method) is 'saliency', but the methods are hires-cam, grad-cam, occlusion.")
assert builds[4].contains('broken.png')
assert builds[5].contains('<explainedImages> (-Dxray.images) is missing: a model that is named explains images that are named')
assert !builds.any { it =~ /(?m)^\s+at [\w.$]+\(/ }

// A failed run leaves nothing that looks like a result.
assert !new File(basedir, 'target/xray/explain/explanations/explanations.json').exists()

// Gates on the audit: without one they say how to make it; with one this model passes, and its report says so first.
assert builds[6].contains('There is no audit yet: ')
assert builds[6] =~ /Audit first: mvn dev\.xray:xray-maven-plugin:\S+:audit/
assert builds[6] =~ /Gate passed: verdict in the audit is '(doubtful|nothing found)'; asked for: at worst 'doubtful'/
assert builds[6] =~ /Gate passed: alarms of association\.\* in the audit: 0; asked for: at most 0 \(of \d+ checks\)/
assert !builds[6].contains('Epoch 1/')
def audit = { name -> new JsonSlurper().parse(new File(basedir, "target/xray/$name/evaluation/evaluation.json")).audit }
assert audit('explain').status == 'audited'
assert new File(basedir, 'target/xray/explain/evaluation/report.html').text.contains('href="../audit/audit.html"')

// The same with a white frame around every positive is refused, in the log, for a CI and on the page of a job.
assert builds[7].contains("verdict in the audit is 'not credible', but must be at worst 'doubtful'")
assert builds[7] =~ /alarms of association\.\* in the audit: \d+, but must be at most 0 \(of \d+ checks: .*association\.borderBrightness/
assert builds[7].contains('2 of 2 gates of planted are not met:')
assert audit('planted').verdict.level == 'not credible'
assert 'association.borderBrightness' in audit('planted').alarms
def suite = new groovy.xml.XmlParser().parse(new File(basedir, 'target/surefire-reports/TEST-xray.planted.xml'))
assert suite.testcase*.@name == ['verdict in the audit: worst doubtful', 'alarms of association.* in the audit: maximum 0']
assert [suite.@failures, suite.@errors] == ['2', '0']
def summary = new File(basedir, 'target/xray/planted/check/summary.md').text
assert summary.contains('Audit: **not credible**.') && summary.contains('| ✗ violated | verdict in the audit: worst doubtful |')
