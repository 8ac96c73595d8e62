import groovy.json.JsonSlurper

def builds = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert builds.size() == 6

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
