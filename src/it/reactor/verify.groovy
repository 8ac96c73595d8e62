def builds = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert builds.size() == 5

// Both models are missed too early; nothing is trained to find that out.
[one: 'prepare-package', two: 'package'].each { model, phase ->
    assert builds[0].contains("The model of this module is needed by app, but it is made in the phase $phase, " +
            'and this build ends with test. Call the phase package or a later one: mvn package')
}
assert !builds[0].contains('Could not resolve')

// Each is trained once in all builds: in the parallel one, whose application then finds them, and fails for its own reason.
assert builds.collect { it.count('Epoch 1/2') } == [0, 2, 0, 0, 0]
assert builds[1].contains('fails_where_it_is_asked_to')
assert !builds[1].contains('a_model_is_on_the_class_path')
[2, 3, 4].each { assert builds[it] =~ /Tests run: 3, Failures: 0, Errors: 0, Skipped: 0/ }

// Resumed at the application: the models' modules are not even looked at. Later they are, and no worker is needed,
// not even with another number of modules at a time.
assert !(builds[2] =~ /@ (one|two) ---/)
assert builds[3].count('up to date') >= 4
[3, 4].each { assert !builds[it].contains('The worker took') }
['one/1.0/one-1.0-model.jar', 'two/1.0/two-1.0.jar', 'two/1.0/two-1.0-evaluation.json'].each {
    assert new File(localRepositoryPath, 'dev/xray/it/' + it).isFile()
}
return true
