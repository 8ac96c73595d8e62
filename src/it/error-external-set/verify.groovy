def log = new File(basedir, 'build.log').text
def errors = log.readLines().findAll { it.startsWith('[ERROR]') }

// One error of its own that names the set and the images, before anything is trained.
assert log =~ /<sources> of <externalSet> 1 in <externalSets> give images that are in the training or validation part too, \d+ in all, so that the set is not external: phantoms\/phantom-\d+/
assert errors.count { it.contains('Failed to execute goal') } == 1
assert !log.contains('Epoch')
assert !(log =~ /(?m)^\s+at [\w.$]+\(/)
assert !new File(basedir, 'target/xray/error-external-set/model').exists()
