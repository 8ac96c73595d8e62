def builds = new File(basedir, 'build.log').text.split('Scanning for projects').drop(1)
assert builds.size() == 2
assert builds.collect { it.count('Epoch 1/2') } == [1, 0]
assert !(builds[1] =~ /@ resume-model ---/)
assert builds[1] =~ /@ resume-app ---/
assert !new File(localRepositoryPath, 'dev/xray/it/resume-model/1.0/resume-model-1.0.jar').exists()
