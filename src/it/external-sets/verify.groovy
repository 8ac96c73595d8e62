import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def folder = new File(basedir, 'target/xray/external-sets')
def evaluation = new JsonSlurper().parse(new File(folder, 'evaluation/evaluation.json'))

// Chosen on validation data, and evaluated at beside the fixed ones.
assert log =~ /Threshold [\d.]+ by sensitivity>=0\.8, chosen on the validation set: \d+ of \d+ covid found/
assert evaluation.chosenThreshold.policy == 'sensitivity>=0.8'
assert evaluation.chosenThreshold.chosenOn == 'validation'
assert evaluation.sets.test.thresholds*.threshold == [evaluation.chosenThreshold.value, 0.5, 0.45]
assert evaluation.sets.test.thresholds[0].figures.ppvAtPrevalence

// Side by side with the test part; of normals alone there is only specificity.
assert evaluation.sets.elsewhere.role == 'external'
assert evaluation.sets.elsewhere.images == 48
assert evaluation.sets.healthy.positives == 0
assert evaluation.sets.healthy.thresholds[0].figures.sensitivity.value == null
assert evaluation.sets.healthy.thresholds[0].figures.specificity.value != null
assert log.contains('elsewhere (external): 48 images')

// Slices of every set that is new to the network.
assert evaluation.sets.test.slices*.column.unique() == ['sex', 'age']
assert evaluation.sets.elsewhere.slices.findAll { it.column == 'sex' }*.images.sum() == 48
assert evaluation.sets.training.slices.isEmpty()

// The second build does nothing, the third packages anew; neither trains.
assert log.count('Epoch 1/2') == 1
assert log.contains('Model and evaluation are up to date.')
assert log.contains('packaging them anew')
