def log = new File(basedir, 'build.log').text
def resumed = log =~ /Resuming from the checkpoint after epoch (\d+)\./

assert log.contains('The worker was killed (SIGKILL).')
assert log.contains('training resumes from its last checkpoint')
assert resumed.find()
assert (resumed.group(1) as int) in 2..11

// What was trained before is not trained again, and the end is the same, bit for bit.
def bundle = new File(basedir, 'target/xray/kill-and-resume/model/kill-and-resume-model.jar').bytes
assert bundle == new File(basedir, 'target/uninterrupted/model/kill-and-resume-model.jar').bytes
